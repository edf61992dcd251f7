import { LIMITS } from '../../protocol/limits'

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
    `--data=${String(dataBytes)}`,
    '--core=0',
  ]
}
