/** A record's text, read as JSON as far as that goes. */
export type RawRecord =
  | { kind: 'none' }
  | { kind: 'empty' }
  | { kind: 'json'; value: unknown }
  /** Only its beginning came along. */
  | { kind: 'cut' }
  | { kind: 'broken' }

/** Reads a record's text; `bytes` is how long the whole of it is. */
export function readRaw(raw: string | undefined, bytes = 0): RawRecord {
  if (raw === undefined) return { kind: 'none' }
  if (raw.trim() === '') return { kind: 'empty' }
  try {
    const value: unknown = JSON.parse(raw)
    return { kind: 'json', value }
  } catch {
    return { kind: bytes > new TextEncoder().encode(raw).length ? 'cut' : 'broken' }
  }
}

/** A session with its own data first and what belongs to its cookie behind it. */
export function cookieLast(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('cookie' in value)) return value
  const { cookie, ...data } = value
  return { ...data, cookie }
}
