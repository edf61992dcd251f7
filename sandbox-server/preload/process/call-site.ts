import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Place {
  /** Relative to the app's folder. */
  file: string
  line: number
  column: number
}

const capture = Error.captureStackTrace.bind(Error)
let workFolder = '/work'

/** Names the app's folder; frames outside it are not the learner's. */
export function setWorkFolder(folder: string): void {
  workFolder = folder
}

export const theWorkFolder = (): string => workFolder

/** A path or file URL as the learner knows it, or null when it lies outside the app's folder. */
export function learnerFile(name: string): string | null {
  const path = name.startsWith('file:') ? toPath(name) : name
  if (path === null || !path.startsWith(workFolder)) return null
  const inside = relative(workFolder, path)
  return inside === '' || inside.startsWith('..') || inside.includes('node_modules') ? null : inside
}

function toPath(url: string): string | null {
  try {
    return fileURLToPath(url)
  } catch {
    return null
  }
}

/** The nearest frame of the learner's own code above the caller. */
export function learnerCaller(): Place | null {
  const { stackTraceLimit } = Error
  const prepare: unknown = Reflect.get(Error, 'prepareStackTrace')
  const holder: { stack?: unknown } = {}
  Error.stackTraceLimit = 40
  Error.prepareStackTrace = (_error, frames) => frames.map(placeOf).find((place) => place !== null) ?? null
  try {
    capture(holder, learnerCaller)
    return isPlace(holder.stack) ? holder.stack : null
  } finally {
    Error.stackTraceLimit = stackTraceLimit
    if (prepare === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace')
    else Reflect.set(Error, 'prepareStackTrace', prepare)
  }
}

function placeOf(frame: NodeJS.CallSite): Place | null {
  const name = frame.getFileName()
  const file = name ? learnerFile(name) : null
  return file === null ? null : { file, line: frame.getLineNumber() ?? 1, column: frame.getColumnNumber() ?? 1 }
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'file' in value && 'line' in value

/** The first frame of a printed stack that is the learner's. */
export function placeInStack(stack: string): Place | null {
  for (const match of stack.matchAll(/(?:\(|at (?:async )?)((?:file:\/\/)?\/[^()\n]+?):(\d+):(\d+)\)?$/gm)) {
    const file = learnerFile(match[1] ?? '')
    if (file !== null) return { file, line: Number(match[2]), column: Number(match[3]) }
  }
  return null
}
