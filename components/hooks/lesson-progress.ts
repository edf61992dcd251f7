/** Events of a workspace that an option’s trial made: after `from`, up to and with `to`; null while it goes on. */
export interface Trial {
  workspace: string
  from: number
  to: number | null
}

/** What a learner has done in one lesson. Kept in this browser, by lesson. */
export interface LessonProgress {
  /** Ids of the tasks that were ticked once; a tick stays. */
  done: readonly string[]
  /** The guess by prediction id. */
  predictions: Readonly<Record<string, string>>
  /** The option marked last by prediction id, be it a guess already or not. */
  marked: Readonly<Record<string, string>>
  finished: boolean
  /** Oldest first. */
  trials: readonly Trial[]
}

export const NO_PROGRESS: LessonProgress = {
  done: [],
  predictions: {},
  marked: {},
  finished: false,
  trials: [],
}

type Listener = () => void
const listeners = new Set<Listener>()
const known = new Map<string, { text: string | null; progress: LessonProgress }>()

/** The progress in one lesson; the same object until it changes. */
export function readProgress(slug: string): LessonProgress {
  const text = storage()?.getItem(keyOf(slug)) ?? null
  const last = known.get(slug)
  if (last?.text === text) return last.progress
  const progress = text === null ? NO_PROGRESS : parse(text)
  known.set(slug, { text, progress })
  return progress
}

/** Keeps a change of one lesson’s progress and tells every listener. */
export function changeProgress(slug: string, change: Partial<LessonProgress>): void {
  const next = { ...readProgress(slug), ...change }
  const text = JSON.stringify(next)
  known.set(slug, { text, progress: next })
  try {
    storage()?.setItem(keyOf(slug), text)
  } catch {
    // A full or forbidden storage: the progress lasts as long as this page.
  }
  listeners.forEach((listener) => listener())
}

/** Begins a lesson anew. */
export function forgetProgress(slug: string): void {
  changeProgress(slug, NO_PROGRESS)
}

/** Calls back on every change, also one made in another tab; returns its undo. */
export function subscribeToProgress(listener: Listener): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

const keyOf = (slug: string) => `crumbtrail.progress.${slug}`

function storage(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage
  } catch {
    return null
  }
}

function parse(text: string): LessonProgress {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return NO_PROGRESS
    const done = 'done' in value && Array.isArray(value.done) ? value.done.filter(isText) : []
    const finished = 'finished' in value && value.finished === true
    return {
      done,
      finished,
      predictions: 'predictions' in value ? texts(value.predictions) : {},
      marked: 'marked' in value ? texts(value.marked) : {},
      trials: 'trials' in value && Array.isArray(value.trials) ? value.trials.filter(isTrial) : [],
    }
  } catch {
    return NO_PROGRESS
  }
}

function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => isText(entry[1])),
  )
}

const isText = (value: unknown): value is string => typeof value === 'string'

function isTrial(value: unknown): value is Trial {
  if (typeof value !== 'object' || value === null) return false
  if (!('workspace' in value) || !('from' in value) || !('to' in value)) return false
  const { workspace, from, to } = value
  return isText(workspace) && typeof from === 'number' && (to === null || typeof to === 'number')
}
