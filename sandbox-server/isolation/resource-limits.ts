import { LIMITS } from '../../protocol/limits'

/**
 * From Node 24 on V8 reserves half a gigabyte of addresses for the code of each thread. They count as data though nothing
 * lies there: what a first thread needs is within the limit, this is for two worker threads.
 */
const RESERVED_FOR_WORKERS = Number.parseInt(process.versions.node, 10) < 24 ? 0 : 1_100_000_000

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
    `--data=${String(dataBytes + RESERVED_FOR_WORKERS)}`,
    '--core=0',
  ]
}
