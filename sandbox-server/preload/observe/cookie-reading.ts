import { cutText } from './read-safely'
import type { ReasonFor } from './decision-reasons'

/** What getcookie (express-session 1.19.0 index.js lines 544–600) found. */
export interface CookieReading {
  raw: string | null
  sid: string | null
  signature: 'absent' | 'valid' | 'invalid' | 'unsigned'
  secretIndex: number | null
}

export const NO_COOKIE: CookieReading = { raw: null, sid: null, signature: 'absent', secretIndex: null }

/** `raw` and `value` as getcookie has them when it returns; `secretIndex` from unsigncookie, lines 690–700. */
export function readCookie(raw: unknown, value: unknown, secretIndex: number | null): CookieReading {
  const text = typeof raw === 'string' ? cutText(raw, 4096) : null
  if (typeof value === 'string' && (value !== '' || secretIndex !== null))
    return { raw: text, sid: value === '' ? null : cutText(value, 512), signature: 'valid', secretIndex }
  if (text === null || text === '') return { ...NO_COOKIE, raw: text }
  return { ...NO_COOKIE, raw: text, signature: text.startsWith('s:') ? 'invalid' : 'unsigned' }
}

/** Why nothing was looked up in the store. */
export function unreadReason(reading: CookieReading): ReasonFor<'load'> & ReasonFor<'generate'> {
  if (reading.signature === 'valid') return 'empty-id'
  if (reading.signature === 'invalid') return 'signature-invalid'
  return reading.signature === 'unsigned' ? 'cookie-unsigned' : 'no-cookie'
}
