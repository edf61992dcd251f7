import { LIMITS } from '../../../protocol/limits'
import type { Box } from '../box'
import type { DriverPaths } from '../driver'
import { NODE_FLAGS } from '../node-flags'
import { resourceLimits } from '../resource-limits'

/** Where things lie inside a sandbox. The names say nothing about the host. */
export const INSIDE = {
  work: '/work',
  run: '/run/app',
  modules: '/node_modules',
  node: '/usr/local/bin/node',
  preload: '/usr/lib/crumbtrail/preload.cjs',
  prlimit: '/usr/bin/prlimit',
} as const

const TMP_BYTES = 16 * 1024 * 1024

export interface Programs {
  bwrap: string
  setpriv: string
  prlimit: string
  node: string
  unshare: string
  libraries: readonly string[]
}

export interface LaunchPlan {
  programs: Programs
  paths: Pick<DriverPaths, 'preload' | 'modules'>
  box: Box
  filterFd: number
  /** Content of /etc/hosts. */
  hostsFd: number
  /** Host programs that this one sandbox sees besides; the self-test attacks with them. */
  extra: readonly string[]
  command: readonly string[]
}

/** The whole command line of one sandbox: drop to the box's user, set limits, build the view, run `command` in it. */
export function launchArguments(plan: LaunchPlan): string[] {
  const { programs, box, command } = plan
  return [
    ...becomeOwnUser(programs, box),
    ...limits(programs, box),
    ...view(plan),
    ...countProcesses(box),
    ...command,
  ]
}

/** Node with the preload, waiting for an app. */
export const warmNode = (): string[] => [INSIDE.node, ...NODE_FLAGS, INSIDE.preload, INSIDE.work, INSIDE.run]

function becomeOwnUser({ setpriv }: Programs, { uid }: Box): string[] {
  const drop = ['--no-new-privs']
  if (uid !== null) drop.push(`--reuid=${String(uid)}`, `--regid=${String(uid)}`, '--clear-groups')
  return [setpriv, ...drop]
}

const limits = ({ prlimit }: Programs, { uid }: Box): string[] => [
  prlimit,
  ...resourceLimits({ processes: uid !== null }),
]

/** Without a user of its own the number of processes is limited inside, where only the sandbox's own are counted. */
const countProcesses = ({ uid }: Box): string[] =>
  uid === null ? [INSIDE.prlimit, `--nproc=${String(LIMITS.sandbox.processes)}`] : []

function view({ programs, paths, box, filterFd, hostsFd, extra }: LaunchPlan): string[] {
  const readOnly: [string, string][] = [
    [programs.node, INSIDE.node],
    [paths.preload, INSIDE.preload],
    [paths.modules, INSIDE.modules],
    ...[...programs.libraries, ...extra].map((path): [string, string] => [path, path]),
  ]
  if (box.uid === null) readOnly.push([programs.prlimit, INSIDE.prlimit])
  return [
    programs.bwrap,
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent', '--new-session'],
    ...['--cap-drop', 'ALL', '--clearenv', '--hostname', 'lab', '--uid', '1000', '--gid', '1000'],
    ...['--seccomp', String(filterFd), '--ro-bind-data', String(hostsFd), '/etc/hosts'],
    ...readOnly.flatMap(([from, to]) => ['--ro-bind', from, to]),
    ...['--proc', '/proc', '--dev', '/dev', '--size', String(TMP_BYTES), '--tmpfs', '/tmp'],
    ...['--bind', box.work, INSIDE.work, '--bind', box.run, INSIDE.run],
    ...['--chdir', '/', '--remount-ro', '/dev', '--remount-ro', '/', '--'],
  ]
}
