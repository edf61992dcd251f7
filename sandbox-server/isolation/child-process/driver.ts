import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { makeBox } from '../box'
import type { Driver, DriverPaths } from '../driver'
import { LAUNCH_ENVIRONMENT, NODE_FLAGS } from '../node-flags'
import { findProgram } from '../../machine/find-program'
import { processTree } from '../process-tree'
import { resourceLimits } from '../resource-limits'

/** The box's package.json names no type, and Node would advise the learner to add one to a file that is ours. */
const QUIET_BOUNDARY = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'

/**
 * Runs apps as ordinary child processes: a seat belt for code you wrote yourself. Node's permission model is left off:
 * it also forbids what lessons need (a store's folder beside the app, native modules, worker threads), and its own
 * documentation says that it does not hold against hostile code.
 */
export function childProcessDriver(paths: DriverPaths): Driver {
  mkdirSync(paths.boxes, { recursive: true, mode: 0o700 })
  const wrapper = wrapperCommand()
  return {
    name: 'child-process',
    isolates: false,
    makeBox: () => makeBox(paths.boxes, null, paths.modules),
    launch(box) {
      const node = [process.execPath, ...NODE_FLAGS, QUIET_BOUNDARY, paths.preload, box.work, box.run]
      const [program = process.execPath, ...args] = [...wrapper, ...node]
      return spawn(program, args, {
        cwd: box.folder,
        env: LAUNCH_ENVIRONMENT,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      })
    },
    inside: ({ work, run }) => ({ work, run }),
    killTree: (child) => {
      const strays =
        process.platform === 'linux' && child.pid !== undefined ? processTree(child.pid).slice(1) : []
      signalGroup(child, 'SIGKILL')
      for (const pid of strays) signalOne(pid)
    },
    askToEnd: (child) => {
      signalGroup(child, 'SIGTERM')
    },
    close: () => undefined,
  }
}

/** `detached` gave each app a process group of its own, so one signal reaches all it started. */
function signalGroup(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    child.kill(signal)
  }
}

/** A descendant may have left the group. */
function signalOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It went with the group.
  }
}

/** On Linux: limits on resources, and an end together with this server even when it is killed. */
function wrapperCommand(): string[] {
  const setpriv = findProgram('setpriv')
  const prlimit = findProgram('prlimit')
  if (process.platform !== 'linux') return []
  return [
    ...(setpriv ? [setpriv, '--pdeathsig', 'KILL', '--no-new-privs'] : []),
    ...(prlimit ? [prlimit, ...resourceLimits({ processes: false })] : []),
  ]
}
