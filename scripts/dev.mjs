// For working on the site: bundles on change, restarts the sandbox-server, and runs Next in dev mode.
import { existsSync, watch } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { addresses, root } from './start/addresses.mjs'
import { startChild } from './start/children.mjs'
import { onEnd } from './start/signals.mjs'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '3000' }, 'sandbox-port': { type: 'string' } },
})
const port = Number(values.port)
const sandboxPort = Number(values['sandbox-port'] ?? port + 1)
const env = addresses({ host: '127.0.0.1', port, sandboxPort })

await mkdir(`${root}/.build`, { recursive: true })
const children = new Set()
let server = null

/** The server is restarted when its bundle has been quiet for a moment: esbuild writes two files. */
function restartServer() {
  server?.kill('SIGTERM')
  if (!existsSync(`${root}/.build/server.mjs`)) return
  const started = run('server', ['--enable-source-maps', '.build/server.mjs'])
  server = started
  started.on('exit', (code, signal) => {
    if (server === started && !signal) console.error(`[server] ended with ${code}; waiting for a change`)
  })
}

function run(name, args) {
  const child = startChild(name, args, { ...process.env, ...env }, { quiet: false })
  children.add(child)
  child.on('exit', () => children.delete(child))
  return child
}

let timer
watch(`${root}/.build`, (_event, file) => {
  if (file !== 'server.mjs' && file !== 'preload.cjs') return
  clearTimeout(timer)
  timer = setTimeout(restartServer, 150)
})
run('build', ['scripts/build-server.mjs', '--watch'])
run('next', ['node_modules/next/dist/bin/next', 'dev', '-H', '127.0.0.1', '-p', String(port)])
console.log(`Crumbtrail (dev): http://localhost:${port}, sandbox-server on ${sandboxPort}`)

onEnd(() => {
  for (const child of children) child.kill('SIGTERM')
  setTimeout(() => process.exit(0), 500)
})
