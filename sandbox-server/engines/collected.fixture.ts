import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What this process takes, in bytes, once everything that is only waiting to be collected has gone. */
export function collected(): NodeJS.MemoryUsage {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
  return process.memoryUsage()
}
