import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, realpathSync, statSync } from 'node:fs'
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
/** Folders that every Linux has; one that holds none of our files is covered, for launchers only. */
const COVERABLE = ['/mnt', '/media', '/srv', '/opt']

/**
 * As root each sandbox has a user of its own, who cannot pass through a private folder such as /root. Then the few
 * folders needed are mounted, once, in a mount namespace that only launchers enter; the host sees no change.
 */
export async function openReach(paths: DriverPaths, node: string, isRoot: boolean): Promise<Reach> {
  const needed = [paths.boxes, paths.preload, paths.modules, node].map((path) => realpathSync(path))
  if (!isRoot || needed.every((path) => everybodyMayPass(dirname(path)))) return PLAIN
  const cover = COVERABLE.find((path) => existsSync(path) && needed.every((host) => !host.startsWith(path)))
  const unshare = findProgram('unshare')
  const nsenter = findProgram('nsenter')
  if (!cover || !unshare || !nsenter)
    throw new Error('the folder of this project is private and unshare is missing.')
  const mounted = needed.map((from, index) => ({ from, to: join(cover, String(index)) }))
  const fd = await holdNamespace(unshare, mountScript(cover, mounted))
  return {
    path: (host) => translate(host, mounted),
    fd,
    enter: (inherited) => [nsenter, `--mount=/proc/self/fd/${String(inherited)}`, '--'],
    close: () => {
      closeSync(fd)
    },
  }
}

function everybodyMayPass(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false
    if (path === dirname(path)) return true
  }
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

function mountScript(cover: string, mounted: readonly { from: string; to: string }[]): string {
  const binds = mounted.map(({ from, to }) => {
    const make = statSync(from).isDirectory() ? 'mkdir' : 'touch'
    return `${make} ${quote(to)} && mount --rbind ${quote(from)} ${quote(to)}`
  })
  return ['set -e', `mount -t tmpfs -o mode=711,size=64k none ${cover}`, ...binds, 'echo ready', 'read _'].join(
    '\n',
  )
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

function translate(host: string, mounted: readonly { from: string; to: string }[]): string {
  const inside = mounted
    .map(({ from, to }) => ({ to, rest: relative(from, host) }))
    .find(({ rest }) => !rest.startsWith('..'))
  return inside ? join(inside.to, inside.rest) : host
}
