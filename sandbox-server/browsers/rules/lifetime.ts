import type { SetCookieLine } from '../set-cookie-line'

const DAY_MS = 24 * 3600_000

/** RFC 6265bis 5.5: no cookie is kept longer than this. */
export const LIFETIME_CAP_DAYS = 400

export interface Lifetime {
  /** Milliseconds since the epoch; null: until the browser closes. */
  expires: number | null
  from: 'max-age' | 'expires' | null
  capped: boolean
}

/** RFC 6265bis 5.7, step 6: Max-Age goes before Expires; zero and less mean now; 5.5: 400 days at most. */
export function lifetime(cookie: Pick<SetCookieLine, 'maxAge' | 'expires'>, now: number): Lifetime {
  const cap = now + LIFETIME_CAP_DAYS * DAY_MS
  if (cookie.maxAge !== null) {
    const wished = cookie.maxAge <= 0 ? 0 : now + cookie.maxAge * 1000
    return { expires: Math.min(wished, cap), from: 'max-age', capped: wished > cap }
  }
  if (cookie.expires === null) return { expires: null, from: null, capped: false }
  return { expires: Math.min(cookie.expires, cap), from: 'expires', capped: cookie.expires > cap }
}
