import { LIMITS } from '../../protocol/limits'

/** The JSON in a record; null when it is half-written or none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export type Parse = (text: string) => unknown

/**
 * Parses records until LIMITS.snapshot.parsedLength is used up, then says null of each: taken apart, a text of nothing
 * but `{}` needs twenty times its size, and an app may store as much of it as its engine holds.
 */
export function parsing(): Parse {
  let left: number = LIMITS.snapshot.parsedLength
  return (text) => {
    if (text.length > left) return null
    left -= text.length
    return parseJson(text)
  }
}

/** The start of a raw record, at most LIMITS.snapshot.rawBytes. */
export function cutRaw(text: string): string {
  const most = LIMITS.snapshot.rawBytes
  return Buffer.byteLength(text) > most ? Buffer.from(text).subarray(0, most).toString('utf8') : text
}
