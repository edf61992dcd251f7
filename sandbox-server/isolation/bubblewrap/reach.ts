import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { findProgram } from '../../machine/find-program'
import { everybodyMayReach, PrivateMounts } from '../../machine/private-mounts'
import type { DriverPaths } from '../driver'

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
export async function openReach(paths: DriverPaths, node: string, isRoot: boolean): Promise<Reach> {
  const needed = [paths.boxes, paths.preload, paths.modules, node]
  if (!isRoot || everybodyMayReach(needed)) return PLAIN
  const mounts = PrivateMounts.of(needed)
  const unshare = findProgram('unshare')
  const nsenter = findProgram('nsenter')
  if (!mounts || !unshare || !nsenter)
    throw new Error('the folder of this project is private and unshare is missing.')
  const fd = await holdNamespace(unshare, mounts.script('echo ready', 'read _'))
  return {
    path: (host) => mounts.path(host),
    fd,
    enter: (inherited) => [nsenter, `--mount=/proc/self/fd/${String(inherited)}`, '--'],
    close: () => {
      closeSync(fd)
    },
  }
}

/** Runs the script in a new mount namespace and keeps the namespace by a handle on it; the script's process may end. */
async function holdNamespace(unshare: string, script: string): Promise<number> {
  const holder = spawn(unshare, ['--mount', '--propagation', 'private', '/bin/sh', '-c', script], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = once(holder, 'exit').then(() => {
    throw new Error('the private folder of this project could not be mounted for sandboxes.')
  })
  ended.catch(() => undefined)
  await Promise.race([once(holder.stdout, 'data'), ended])
  const fd = openSync(`/proc/${String(holder.pid)}/ns/mnt`, 'r')
  holder.stdin.end('\n')
  return fd
}
