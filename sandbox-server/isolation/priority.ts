import { readdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import { processTree } from './process-tree'

/** Sets the priority of every thread of a process tree; Linux keeps it per thread. Does nothing when not root. */
export function setTreePriority(root: number | undefined, priority: number): void {
  if (root === undefined || process.platform !== 'linux' || process.getuid?.() !== 0) return
  for (const pid of processTree(root)) {
    for (const thread of threadsOf(pid)) setQuietly(thread, priority)
  }
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${String(pid)}/task`).map(Number)
  } catch {
    return []
  }
}

function setQuietly(thread: number, priority: number): void {
  try {
    setPriority(thread, priority)
  } catch {
    // The thread has ended.
  }
}
