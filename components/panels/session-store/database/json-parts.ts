/** A key of a session with its value, in one line. */
export interface JsonPart {
  text: string
  /** Not so before. */
  changed: boolean
}

/** A session without its cookie, key by key, so that it fits a line: `views: 3`, `user: {…}`. */
export function jsonParts(now: unknown, before: unknown): JsonPart[] {
  if (!isObject(now)) {
    const text = now === undefined ? 'NULL' : JSON.stringify(now)
    return [{ text, changed: text !== JSON.stringify(before) }]
  }
  const old = isObject(before) ? before : {}
  const entries = Object.entries(now).filter(([key]) => key !== 'cookie')
  if (entries.length === 0) return [{ text: '{ cookie }', changed: false }]
  return entries.map(([key, value]) => {
    const text = JSON.stringify(value)
    return { text: `${key}: ${text}`, changed: text !== JSON.stringify(old[key]) }
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
