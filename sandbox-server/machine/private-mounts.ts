import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Folders that every Linux has; one that holds none of our files is covered, in a mount namespace of its own. */
const COVERABLE = ['/mnt', '/media', '/srv', '/opt']

/** Paths of ours that another user may not pass to, mounted where that user may. */
export class PrivateMounts {
  private constructor(
    private readonly cover: string,
    private readonly mounted: readonly { from: string; to: string }[],
  ) {}

  /** null: this machine has no folder that could be covered. */
  static of(paths: readonly string[]): PrivateMounts | null {
    const needed = paths.map((path) => realpathSync(path))
    const cover = COVERABLE.find((path) => existsSync(path) && needed.every((host) => !host.startsWith(path)))
    if (cover === undefined) return null
    return new PrivateMounts(
      cover,
      needed.map((from, index) => ({ from, to: join(cover, String(index)) })),
    )
  }

  /** A shell script that mounts them, for a new mount namespace, and goes on with `lines`. */
  script(...lines: readonly string[]): string {
    const binds = this.mounted.map(({ from, to }) => {
      const make = statSync(from).isDirectory() ? 'mkdir' : 'touch'
      return `${make} ${quote(to)} && mount --rbind ${quote(from)} ${quote(to)}`
    })
    const tmpfs = `mount -t tmpfs -o mode=711,size=64k none ${this.cover}`
    return ['set -e', tmpfs, ...binds, ...lines].join('\n')
  }

  /** A host path as it is called in that namespace. */
  path(host: string): string {
    const inside = this.mounted
      .map(({ from, to }) => ({ to, rest: relative(from, host) }))
      .find(({ rest }) => !rest.startsWith('..'))
    return inside ? join(inside.to, inside.rest) : host
  }
}

/** Whether any user may pass through every folder that leads to these paths. */
export function everybodyMayReach(paths: readonly string[]): boolean {
  return paths.every((path) => everybodyMayPass(dirname(realpathSync(path))))
}

function everybodyMayPass(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false
    if (path === dirname(path)) return true
  }
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
