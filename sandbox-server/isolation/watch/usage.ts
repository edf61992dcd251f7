import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { processTree } from '../process-tree'

/** What a process tree uses right now. */
export interface Usage {
  cpuMs: number
  /** Memory of its own; code shared with other processes is not counted. */
  ownBytes: number
  /** Processes and their threads. */
  tasks: number
}

const TICK_MS = 10
const TREE_EVERY = 4

/** Samples one process tree. On Linux from /proc; elsewhere from ps, a second late at most. */
export class UsageSampler {
  private readonly root: number
  private pids: number[] = []
  private count = 0

  constructor(root: number) {
    this.root = root
  }

  sample(): Usage {
    if (process.platform !== 'linux') return usageFromPs(this.root)
    if (this.count++ % TREE_EVERY === 0) this.pids = processTree(this.root)
    return add(this.pids.map(usageOf))
  }
}

/** proc(5): the fields after the program's name, which may itself hold spaces and brackets. */
function usageOf(pid: number): Usage {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user = 0, system = 0, threads = 1] = [fields[11], fields[12], fields[17]]
    return { cpuMs: (user + system) * TICK_MS, ownBytes: ownPages(pid) * pageBytes(), tasks: threads }
  } catch {
    return { cpuMs: 0, ownBytes: 0, tasks: 0 }
  }
}

function ownPages(pid: number): number {
  const [, resident = 0, shared = 0] = readFileSync(`/proc/${String(pid)}/statm`, 'utf8')
    .split(' ')
    .map(Number)
  return resident - shared
}

const add = (parts: readonly Usage[]): Usage => ({
  cpuMs: parts.reduce((sum, part) => sum + part.cpuMs, 0),
  ownBytes: parts.reduce((sum, part) => sum + part.ownBytes, 0),
  tasks: parts.reduce((sum, part) => sum + part.tasks, 0),
})

let knownPageBytes = 0

/** 4 KB nearly everywhere, 16 or 64 KB on some ARM machines: our own size in bytes and in pages tells. */
function pageBytes(): number {
  if (knownPageBytes === 0) {
    const pages = Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[1])
    knownPageBytes = 2 ** Math.round(Math.log2(process.memoryUsage.rss() / pages))
  }
  return knownPageBytes
}

interface PsRow {
  pid: number
  parent: number
  usage: Usage
}
let rows: PsRow[] = []
let refreshedAt = 0

function usageFromPs(root: number): Usage {
  if (performance.now() - refreshedAt > 1000) refreshPs()
  const members = new Set([root])
  for (const { pid, parent } of rows) if (members.has(parent)) members.add(pid)
  return add(rows.filter(({ pid }) => members.has(pid)).map(({ usage }) => usage))
}

function refreshPs(): void {
  refreshedAt = performance.now()
  execFile('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], (error, text) => {
    if (error) return
    rows = text
      .trim()
      .split('\n')
      .map(parsePs)
      .sort((a, b) => a.pid - b.pid)
  })
}

function parsePs(line: string): PsRow {
  const [pid = '0', parent = '0', kilobytes = '0', time = '0'] = line.trim().split(/\s+/)
  const seconds = time.split(/[:-]/).reduce((sum, part) => sum * 60 + Number(part), 0)
  return {
    pid: Number(pid),
    parent: Number(parent),
    usage: { cpuMs: seconds * 1000, ownBytes: Number(kilobytes) * 1024, tasks: 1 },
  }
}
