const PATIENCE_MS = 5000
const PARENT_CHECK_MS = 500

/** Ends everything once, on SIGINT, SIGTERM, or when the process that started us is gone, however it went. */
export function stopWith(end: () => Promise<void>): void {
  const parent = process.ppid
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('disconnect', stop)
  setInterval(() => {
    if (process.ppid !== parent) stop()
  }, PARENT_CHECK_MS).unref()
}
