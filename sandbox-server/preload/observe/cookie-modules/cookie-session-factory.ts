import type { CookieOwner } from './cookie-report'
import type { KeygripProbes } from './keygrip-probes'

/** One cookieSession() call: cookie-session 2.1.1 index.js lines 46–67. */
export interface CookieSessionFactory extends CookieOwner {
  secretCount: number
}

/** What one reading of the cookie found; read right after it happened, in the same turn. */
export interface CookieReading {
  /** What `cookies.get` gave: the value that passed, if any. */
  text: unknown
  /** Why it is no session. */
  error: unknown
}

/** What is known of the turn under way, whichever request it belongs to. */
export interface CookieSessionTurn {
  reading: CookieReading
  /** The JSON that was made last. */
  json: string | null
  keygrip: KeygripProbes
}
