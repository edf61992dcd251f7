/** A value beside the one before it, taken apart to its leaves. */
export type ValueDiff =
  | { kind: 'leaf'; change: Change; before?: unknown; now?: unknown }
  | { kind: 'branch'; list: boolean; change: Change; entries: readonly DiffEntry[] }

export type Change = 'same' | 'added' | 'removed' | 'changed'

export interface DiffEntry {
  key: string
  diff: ValueDiff
}

type Branch = Readonly<Record<string, unknown>>

/** Marks a place where there was, or is, nothing. */
export const NOTHING: unique symbol = Symbol('nothing')

/** Compares two JSON values; NOTHING stands for a value that is not there. Keys removed come last. */
export function diffValues(before: unknown, now: unknown): ValueDiff {
  if (isBranch(now) && (before === NOTHING || isBranch(before))) {
    return branch(before === NOTHING ? null : before, now, before === NOTHING ? 'added' : 'same')
  }
  if (before === NOTHING) return { kind: 'leaf', change: 'added', now }
  if (now === NOTHING) return { kind: 'leaf', change: 'removed', before }
  return JSON.stringify(before) === JSON.stringify(now)
    ? { kind: 'leaf', change: 'same', now }
    : { kind: 'leaf', change: 'changed', before, now }
}

function branch(before: Branch | null, now: Branch, change: Change): ValueDiff {
  const old = before ?? {}
  const keys = [...new Set([...Object.keys(now), ...Object.keys(old)])]
  const entries = keys.map((key) => ({
    key,
    diff: diffValues(
      Object.hasOwn(old, key) ? old[key] : NOTHING,
      Object.hasOwn(now, key) ? now[key] : NOTHING,
    ),
  }))
  const moved = change === 'same' && entries.some((entry) => entry.diff.change !== 'same')
  return { kind: 'branch', list: Array.isArray(now), change: moved ? 'changed' : change, entries }
}

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null

/** A leaf as JSON writes it; of a long text the beginning and how long it is, since the raw form has it whole. */
export function leafText(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (typeof value !== 'string' || value.length <= LONGEST) return JSON.stringify(value)
  const length = value.length.toLocaleString('en')
  // A text that came along only in part says so by its last character.
  const words = value.endsWith('…') ? `more than ${length} characters` : `${length} characters`
  return `${JSON.stringify(value.slice(0, BEGINNING)).slice(0, -1)}…" (${words})`
}
const LONGEST = 300
const BEGINNING = 160
