import type { SameSiteStatus } from '../request-context'
import type { SetCookieLine } from '../set-cookie-line'
import type { StoredCookie } from '../stored-cookie'
import type { Finding } from './finding'

/** Circumstances in which a Set-Cookie line arrived. */
export interface Reception {
  url: URL
  /** Milliseconds since the epoch, on the workspace’s clock. */
  now: number
  sameSite: SameSiteStatus
  /** The request asks for a page of its own, not for data. */
  topLevel: boolean
  /** Who asked, for sentences; null for a typed address. */
  from: string | null
  /** Fetch standard: credentials are part of this request. */
  credentials: boolean
  jar: readonly StoredCookie[]
}

/** A rule on one received cookie: why it is refused, or null when this rule has no objection. */
export type ReceivedRule = (cookie: SetCookieLine, reception: Reception) => Finding | null
