import { LIMITS } from '../../protocol/limits'

/**
 * Keeps an idle process small and stops a growing heap; the young generation counts on top of the old one. Half of its
 * 4 MB would be collected so often that a request costs an app a seventh more; twice as much gains nothing.
 */
export const NODE_FLAGS: readonly string[] = [
  `--max-old-space-size=${String(LIMITS.sandbox.memoryMb)}`,
  '--max-semi-space-size=4',
]

/** All a launcher inherits: nothing of ours may show in /proc/1/environ, and modules are loaded as at home. */
export const LAUNCH_ENVIRONMENT = { NODE_ENV: 'development' } as const
