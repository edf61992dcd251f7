import { field } from '../../protocol/field'
import { jsonMembers } from './json-members'
import { parseJson } from './record-text'

/** Longer than any number that JSON.stringify writes. */
const NUMBER_LENGTH = 40

/**
 * isExpired of session-file-store 1.5.0 (session-file-helpers.js): a record ends `cookie.originalMaxAge` after its last
 * access, or `ttl` seconds when there is none; without either it counts as expired from the start. ISO time.
 */
export function fileExpiry(data: unknown, ttl: number | null): string | null {
  const lastAccess = field(data, '__lastAccess')
  if (typeof lastAccess !== 'number') return null
  const maxAge = field(field(data, 'cookie'), 'originalMaxAge')
  const life = typeof maxAge === 'number' && maxAge ? maxAge : (ttl ?? 0) * 1000
  const end = new Date(lastAccess + life)
  return Number.isNaN(end.getTime()) ? null : end.toISOString()
}

/** What `fileExpiry` needs of a record that is not taken apart. */
export function fileTimes(text: string): unknown {
  const record = jsonMembers(text, ['__lastAccess', 'cookie'])
  const cookie = jsonMembers(record.get('cookie') ?? '', ['originalMaxAge'])
  return {
    __lastAccess: numberIn(record.get('__lastAccess')),
    cookie: { originalMaxAge: numberIn(cookie.get('originalMaxAge')) },
  }
}

function numberIn(text = ''): unknown {
  return text.length > NUMBER_LENGTH ? null : parseJson(text)
}
