import type { Express } from 'express'
import type { Store } from 'express-session'
import type { Kit } from './kit.fixture'

export interface RequestSpec {
  path?: string
  method?: string
  headers?: Record<string, string>
  /** Sent instead of the cookie the responses have set; null sends none. */
  cookie?: string | null
  /** Milliseconds the clock moves before this request. */
  advance?: number
  /** Nobody answers; what came until then is compared. */
  hangs?: boolean
  /** Send the next request without waiting for this one's answer. */
  parallel?: boolean
}

/** One small app and the requests it gets, once with and once without the observers. */
export interface Case {
  name: string
  /** Learners pass what the types forbid, so anything goes. */
  options?: Record<string, unknown>
  /** Made once per case; the default is a MemoryStore. */
  store?: (kit: Kit) => Store
  /** Before the session middleware. */
  setup?: (app: Express, kit: Kit) => void
  routes?: (app: Express, kit: Kit) => void
  requests: readonly RequestSpec[]
  /**
   * Decisions of each request, in order: `+save modified`, `-set-cookie uninitialized`. Only the kinds that are named
   * for a request are compared, and of those all.
   */
  decisions?: readonly (readonly string[])[]
  /** Anything else that must be among the observations of the whole case. */
  observed?: readonly Record<string, unknown>[]
}
