import type { DecisionFacts } from '../../../protocol/decision'
import { type ReasonFor, cookieReason } from './decision-reasons'
import { errorText, ownValue, quietly } from './read-safely'
import { requestFacts } from './request-facts'
import { RequestReport } from './request-report'
import { brokenBy, isSession, viewSession } from './session-view'

/** The Set-Cookie decision: express-session 1.19.0 index.js lines 231–260, and what comes too late for it. */
export class CookieWatch extends RequestReport {
  protected regenerated = false
  private headersOut = false
  private headersDecided = false
  private cookieReason: ReasonFor<'set-cookie'> = 'unknown'
  private cookieFacts: DecisionFacts = {}
  private suppressed = false
  private cookieSetFor: string | null = null
  private orphanTold: string | null = null

  headersStart(): void {
    this.fresh()
    this.headersOut = true
  }

  headersWithoutSession(): void {
    this.decideCookie(false, 'no-session')
  }

  shouldSetCookie<T>(value: T): T {
    const { seen, regenerated } = this
    quietly(() => {
      const saveUninitialized = Boolean(this.factory.saveUninitialized)
      const request = { isNew: this.isNew(), regenerated, saveUninitialized, rolling: this.factory.rolling }
      this.cookieReason = cookieReason(Boolean(value), { ...seen, bogus: this.sid() === null }, request)
      this.cookieFacts = this.facts()
      if (!value) this.decideCookie(false, this.cookieReason)
    })
    this.fresh()
    return value
  }

  cookieSecure<T>(value: T): T {
    this.cookieFacts.cookieSecure = Boolean(value)
    return value
  }

  requestSecure(value: boolean): boolean {
    this.cookieFacts.requestSecure = value
    return value
  }

  notSecured(): void {
    this.suppressed = true
    quietly(() => {
      Object.assign(this.cookieFacts, requestFacts(this.request.req, this.factory.trustProxy))
      this.decideCookie(false, 'not-secured')
    })
  }

  cookieSet(): void {
    quietly(() => {
      this.cookieSetFor = this.sid()
      const expires = viewSession(ownValue(this.request.req, 'session'), null).cookie?.expires
      this.cookieFacts.expires = typeof expires === 'string' ? expires : null
      this.decideCookie(true, this.cookieReason)
    })
  }

  cookieFailed(error: unknown): void {
    quietly(() => {
      this.cookieFacts.error = errorText(error)
      this.decideCookie(false, 'cookie-invalid')
    })
  }

  /** The end of the header listener, also when hash() or a missing cookie object threw. */
  headersDone(): void {
    if (this.headersDecided) return
    const session = ownValue(this.request.req, 'session')
    quietly(() => {
      this.cookieFacts = brokenBy(viewSession(session, null))
      this.decideCookie(false, isSession(session) ? 'unserializable' : 'not-a-session')
    })
  }

  /** A session saved under an id that no header can carry any more. */
  protected tellOrphan(): void {
    const sid = this.sid()
    const gone = this.headersOut || Boolean(ownValue(this.request.res, '_header'))
    if (!gone || !this.isNew() || this.suppressed || this.cookieSetFor === sid || this.orphanTold === sid)
      return
    this.orphanTold = sid
    this.decide('set-cookie', false, 'headers-already-sent', this.facts(), sid)
  }

  private decideCookie(taken: boolean, reason: ReasonFor<'set-cookie'>): void {
    this.headersDecided = true
    this.decide('set-cookie', taken, reason, this.cookieFacts, reason === 'no-session' ? null : this.sid())
  }
}
