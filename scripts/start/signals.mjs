/** Calls `stop` once, however this process is told to end: Ctrl-C, SIGTERM, a closed terminal, or npm gone. */
export function onEnd(stop) {
  let told = false
  const tell = () => {
    if (told) return
    told = true
    stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, tell)
  // npm can be killed without a word to us. Only under npm: a plain `node scripts/start.mjs &` may outlive its shell.
  if (process.env.npm_lifecycle_event) watchParent(tell)
}

/** The script is run with `exec`, so the parent is npm itself and not a shell in between. */
function watchParent(tell) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && tell(), 500).unref()
}
