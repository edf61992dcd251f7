import type { JarCookie } from '../../../protocol/cookie'
import { personTimeFrom } from '../../../protocol/person-time'
import { expiryTime } from '../stored-cookie'
import type { Finding } from './finding'
import { quote, sentence } from './finding'

/** RFC 6265bis 5.7, end: a cookie whose expiry time has passed leaves the jar. */
export function expired(cookie: JarCookie, now: number): Finding | null {
  if (expiryTime(cookie) > now) return null
  return {
    code: 'expired',
    rule: 'An expired cookie leaves the jar',
    section: 'RFC 6265bis 5.7',
    sentence: sentence(`${quote(cookie.name)} ended at ${personTimeFrom(now, cookie.expires ?? '')}.`),
  }
}
