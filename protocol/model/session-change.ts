/** What differs between two values of `req.session`, at its top level. */
export interface KeyChange {
  key: string
  /** undefined: the key is new, or gone. */
  before: unknown
  now: unknown
}

type Data = Readonly<Record<string, unknown>>

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Keys whose value differs, in the order they stand in, removed keys last. */
export function sessionChanges(before: Data | null, now: Data | null): KeyChange[] {
  const keys = new Set([...Object.keys(now ?? {}), ...Object.keys(before ?? {})])
  return [...keys]
    .map((key) => ({ key, before: before?.[key], now: now?.[key] }))
    .filter((change) => !same(change.before, change.now))
}

/** A value in few characters, as it may stand on an arrow. */
export function shortValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 24 ? `${text.slice(0, 23)}…` : text
}

/** `views 1 → 2, name "Alice"`: the changes in one line. */
export function describeChanges(changes: readonly KeyChange[]): string {
  const shown = changes.slice(0, 3).map(({ key, before, now }) => {
    if (now === undefined) return `${key} removed`
    return before === undefined
      ? `${key} = ${shortValue(now)}`
      : `${key} ${shortValue(before)} → ${shortValue(now)}`
  })
  return changes.length > 3 ? `${shown.join(', ')}, …` : shown.join(', ')
}
