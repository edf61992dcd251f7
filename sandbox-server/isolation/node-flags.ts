import { LIMITS } from '../../protocol/limits'

/** Keeps an idle process small and stops a growing heap; the young generation counts on top of the old one. */
export const NODE_FLAGS: readonly string[] = [
  `--max-old-space-size=${String(LIMITS.sandbox.memoryMb)}`,
  '--max-semi-space-size=2',
]

/** All a launcher inherits: nothing of ours may show in /proc/1/environ, and modules are loaded as at home. */
export const LAUNCH_ENVIRONMENT = { NODE_ENV: 'development' } as const
