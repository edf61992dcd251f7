// Imported into each child before its own code: ends it when the process that started it is gone, even by kill -9.
import { isMainThread } from 'node:worker_threads'

const parent = process.ppid

if (isMainThread) {
  setInterval(() => {
    if (process.ppid === parent) return
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2000).unref()
  }, 500).unref()
}
