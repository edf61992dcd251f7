import { LIMITS } from '../../protocol/limits'
import { RESERVED_PER_THREAD } from '../machine/reserved-addresses'

/** Beside the app's own thread, for which the limit has room. */
const WORKER_THREADS = 2

/**
 * Arguments for prlimit(1). The number of processes counts per user, so it is only given where the sandbox has a user
 * of its own or a user namespace of its own.
 */
export function resourceLimits({ processes }: { processes: boolean }): string[] {
  const { openFiles, fileBytes, dataBytes, processes: count } = LIMITS.sandbox
  return [
    ...(processes ? [`--nproc=${String(count)}`] : []),
    `--nofile=${String(openFiles)}`,
    `--fsize=${String(fileBytes)}`,
    `--data=${String(dataBytes + WORKER_THREADS * RESERVED_PER_THREAD)}`,
    '--core=0',
  ]
}
