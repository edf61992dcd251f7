import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmodSync, closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeBox, type Box } from '../box'
import type { Driver, DriverPaths } from '../driver'
import { LAUNCH_ENVIRONMENT } from '../node-flags'
import { areLeaving } from '../leaving'
import { appProcess, childrenOf } from '../process-tree'
import { openReach } from './reach'
import { INSIDE, launchArguments, warmNode, type Programs } from './launch-arguments'
import { systemCallFilter } from './system-call-filter'

const FILTER_FD = 5
const HOSTS_FD = 6
const REACH_FD = 7
/** All names there are inside; some clients look up the host they were given before they connect. */
const HOSTS = '127.0.0.1 localhost\n::1 localhost\n'
/** Far above what a machine's own users have; random, so that two servers on one machine do not share one. */
const OWN_UIDS = { from: 200_000, to: 60_000_000 }

/** Starts a command in a box's sandbox; the self-test uses it with commands of its own. */
export type Launch = (box: Box, command: readonly string[], extra?: readonly string[]) => ChildProcess

export interface BubblewrapDriver extends Driver {
  programs: Programs
  run: Launch
}

/** Runs apps in bubblewrap sandboxes. Throws when this machine's system calls are not known. */
export async function bubblewrapDriver(paths: DriverPaths, programs: Programs): Promise<BubblewrapDriver> {
  const filter = systemCallFilter(process.arch)
  if (!filter) throw new Error(`There is no system call list for ${process.arch}.`)
  const isRoot = process.getuid?.() === 0
  mkdirSync(paths.boxes, { recursive: true, mode: 0o711 })
  if (isRoot) chmodSync(paths.boxes, 0o711)
  const filterFile = join(paths.boxes, '..', 'system-calls.bpf')
  writeFileSync(filterFile, filter)
  const hostsFile = join(paths.boxes, '..', 'hosts')
  writeFileSync(hostsFile, HOSTS)
  const reach = await openReach(paths, programs.node, isRoot)

  const run: Launch = (box, command, extra = []) => {
    const given = [filterFile, hostsFile].map((path) => openSync(path, 'r'))
    const plan = {
      programs: { ...programs, node: reach.path(programs.node) },
      paths: { preload: reach.path(paths.preload), modules: reach.path(paths.modules) },
      box: { ...box, work: reach.path(box.work), run: reach.path(box.run) },
      filterFd: FILTER_FD,
      hostsFd: HOSTS_FD,
      extra,
      command,
    }
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', ...given]
    if (reach.fd !== null) stdio.push(reach.fd)
    const line = [...reach.enter(REACH_FD), ...launchArguments(plan)]
    const [program = programs.bwrap, ...args] = line
    try {
      // A session of its own: Ctrl-C in our terminal is for us, who then end sandboxes in order.
      return spawn(program, args, { cwd: '/', env: LAUNCH_ENVIRONMENT, stdio, detached: true })
    } finally {
      for (const fd of given) closeSync(fd)
    }
  }
  return {
    name: 'bubblewrap',
    isolates: true,
    programs,
    makeBox: () => makeBox(paths.boxes, isRoot ? randomInt(OWN_UIDS.from, OWN_UIDS.to) : null, null),
    launch: (box) => run(box, warmNode()),
    run,
    inside: () => ({ work: INSIDE.work, run: INSIDE.run }),
    killTree: (child) => void child.kill('SIGKILL'),
    askToEnd: (child) => {
      const app = child.pid === undefined ? null : appProcess(child.pid)
      if (app === null) child.kill('SIGKILL')
      else signal(app)
    },
    isSilent: (child) => {
      const [init] = child.pid === undefined ? [] : childrenOf(child.pid)
      return init !== undefined && areLeaving(init)
    },
    close: reach.close,
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch {
    // It ended by itself meanwhile.
  }
}
