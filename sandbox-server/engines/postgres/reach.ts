import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { findProgram } from '../find-program'

/** How a server that runs as another user reaches our files. */
export interface Reach {
  /** A host path as the server must name it. */
  path: (host: string) => string
  /** The command that runs another one as this user; null: the user need not change on the way. */
  enter: ((uid: number) => string[]) | null
}

const PLAIN: Reach = { path: (host) => host, enter: null }
/** Folders that every Linux has; one that holds none of our files is covered, for the server only. */
const COVERABLE = ['/mnt', '/media', '/srv', '/opt']

/**
 * As root the server has a user of its own, who cannot pass through a private folder such as /root. Then the folders
 * needed are mounted elsewhere, in a mount namespace of the server's own; the host sees no change.
 */
export function reachFor(folders: readonly string[], isRoot: boolean): Reach {
  const needed = folders.map((folder) => realpathSync(folder))
  if (!isRoot || needed.every((path) => everybodyMayPass(dirname(path)))) return PLAIN
  const cover = COVERABLE.find((path) => existsSync(path) && needed.every((host) => !host.startsWith(path)))
  const unshare = findProgram('unshare')
  const setpriv = findProgram('setpriv')
  if (!cover || !unshare || !setpriv)
    throw new Error('The folder of this project is private, and unshare or setpriv is missing.')
  const mounted = needed.map((from, index) => ({ from, to: join(cover, String(index)) }))
  const script = mountScript(cover, mounted)
  return {
    path: (host) => translate(host, mounted),
    enter: (uid) => [
      ...[unshare, '--mount', '--propagation', 'private', '/bin/sh', '-c', script, 'sh'],
      ...[setpriv, `--reuid=${String(uid)}`, `--regid=${String(uid)}`, '--clear-groups', '--pdeathsig', 'KILL'],
    ],
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
  const binds = mounted.map(({ from, to }) => `mkdir ${quote(to)} && mount --rbind ${quote(from)} ${quote(to)}`)
  return ['set -e', `mount -t tmpfs -o mode=711,size=64k none ${cover}`, ...binds, 'cd /', 'exec "$@"'].join(
    '\n',
  )
}

function translate(host: string, mounted: readonly { from: string; to: string }[]): string {
  const inside = mounted
    .map(({ from, to }) => ({ to, rest: relative(from, host) }))
    .find(({ rest }) => !rest.startsWith('..'))
  return inside ? join(inside.to, inside.rest) : host
}
