import { findProgram } from '../../machine/find-program'
import { everybodyMayReach, PrivateMounts } from '../../machine/private-mounts'

/** How a server that runs as another user reaches our files. */
export interface Reach {
  /** A host path as the server must name it. */
  path: (host: string) => string
  /** The command that runs another one as this user; null: the user need not change on the way. */
  enter: ((uid: number) => string[]) | null
}

const PLAIN: Reach = { path: (host) => host, enter: null }

/**
 * As root the server has a user of its own, who cannot pass through a private folder such as /root. Then the folders
 * needed are mounted elsewhere, in a mount namespace of the server's own; the host sees no change.
 */
export function reachFor(folders: readonly string[], isRoot: boolean): Reach {
  if (!isRoot || everybodyMayReach(folders)) return PLAIN
  const mounts = PrivateMounts.of(folders)
  const unshare = findProgram('unshare')
  const setpriv = findProgram('setpriv')
  if (!mounts || !unshare || !setpriv)
    throw new Error('The folder of this project is private, and unshare or setpriv is missing.')
  const script = mounts.script('cd /', 'exec "$@"')
  return {
    path: (host) => mounts.path(host),
    enter: (uid) => [
      ...[unshare, '--mount', '--propagation', 'private', '/bin/sh', '-c', script, 'sh'],
      ...[setpriv, `--reuid=${String(uid)}`, `--regid=${String(uid)}`, '--clear-groups', '--pdeathsig', 'KILL'],
    ],
  }
}
