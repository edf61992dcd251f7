const PATIENCE_MS = 15_000
const PARENT_CHECK_MS = 500

/** Complaints printed in full; after them only every hundredth, so that nobody can fill a log. */
const COMPLAINTS = 100

/**
 * One learner's trouble must not end everybody's apps: what nobody caught is printed, and the server goes on. What is
 * durable was written before it was acknowledged, so there is nothing to save by ending.
 */
export function surviveFaults(print: (error: unknown) => void = console.error): void {
  let count = 0
  const complain = (error: unknown): void => {
    count += 1
    if (count <= COMPLAINTS || count % 100 === 0) print(error)
  }
  process.on('unhandledRejection', complain)
  process.on('uncaughtException', complain)
}

/** Ends everything once, on SIGINT, SIGTERM, SIGHUP, or when the process that started us is gone, however it went. */
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
  // A closed terminal window.
  process.on('SIGHUP', stop)
  process.on('disconnect', stop)
  setInterval(() => {
    if (process.ppid !== parent) stop()
  }, PARENT_CHECK_MS).unref()
}
