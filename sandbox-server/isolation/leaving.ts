import { readdirSync, readFileSync } from 'node:fs'
import { processTree } from './process-tree'

/** From include/linux/sched.h; proc(5) calls the field `flags`. */
const PF_EXITING = 0x4
/** Counted behind the name in parentheses, which may itself hold blanks and parentheses. */
const FLAGS_FIELD = 6

/**
 * True when no process below this one runs any code again: all are on their way out, and what is left is the kernel's,
 * which takes their memory apart for some milliseconds. Linux only.
 */
export function areLeaving(root: number): boolean {
  const threads = threadsBelow(root)
  // Whom one of them started before it left is there at the second look; after it, none can start another.
  return threads.every(isLeaving) && threadsBelow(root).every((thread) => threads.includes(thread))
}

/** The /proc folder of each thread of each process below this one. */
function threadsBelow(root: number): string[] {
  return processTree(root)
    .slice(1)
    .flatMap((pid) => threadsOf(`/proc/${String(pid)}/task`))
}

function threadsOf(folder: string): string[] {
  try {
    return readdirSync(folder).map((thread) => `${folder}/${thread}`)
  } catch {
    // The process has gone, and its threads with it.
    return []
  }
}

function isLeaving(thread: string): boolean {
  try {
    const stat = readFileSync(`${thread}/stat`, 'latin1')
    const flags = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[FLAGS_FIELD])
    return (flags & PF_EXITING) !== 0
  } catch {
    return true
  }
}
