import type { TraceModel } from '@/protocol/model/views'
import type { Files } from '@/protocol/workspace'
import type { LabParts } from './lab-parts'

/** The files of the last run, by lab: after a reload only the trace knows whether they changed since. */
const lastRun = new WeakMap<LabParts, Files>()

/** Takes note of what is being run. */
export function noteRun(parts: LabParts, files: Files): void {
  lastRun.set(parts, files)
}

/** Whether the app that runs, or ran last, was made of other files than these. */
export function changedSinceRun(parts: LabParts, trace: TraceModel, files: Files): boolean {
  const ran = lastRun.get(parts)
  if (ran) return !sameFiles(ran, files)
  const run = trace.events.findLast((event) => event.type === 'run.started')
  if (!run) return false
  return (
    parts.get().saving !== 'saved' ||
    trace.events.some((event) => event.type === 'files.replaced' && event.at > run.at)
  )
}

/** Same paths, same text. */
export function sameFiles(a: Files, b: Files): boolean {
  const paths = Object.keys(a)
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path])
}
