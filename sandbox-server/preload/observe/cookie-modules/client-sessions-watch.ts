import type { DecisionFacts } from '../../../../protocol/decision'
import type { ObserverContext } from '../../observer'
import { ownValue } from '../read-safely'
import { brokenBy } from '../session-view'
import { type CookieOwner, type CookieReason, CookieReport } from './cookie-report'

/** Why decode gave nothing. */
export type SealFault = 'malformed' | 'seal-invalid' | 'other-cookie' | 'undecodable'

/** began: there was no cookie, and the app wanted the session to begin all the same. */
export type Happening =
  | 'no-cookie'
  | 'not-opened'
  | 'duration-over'
  | 'active-duration'
  | 'began'
  | 'reset'
  | 'duration-set'
  | 'assigned'
  | 'cookie-set'

type SetCookie = CookieReason<'set-cookie'>

/** One request's way through client-sessions 0.8.0; `raw` is the module's own Session. Nothing here may throw. */
export class ClientSessionsWatch extends CookieReport {
  private rawCookie: string | null = null
  /** Of the reading under way. */
  private found: 'opened' | CookieReason<'generate'> = 'no-cookie'
  /** What the cookie came to; null while it was not read. */
  private load: 'opened' | CookieReason<'generate'> | null = null
  /** A reset that follows is the module's own. */
  private resetsItself = false
  private cookieBytes: number | null = null
  /** Why the session goes out although its data may be as it came. */
  private cause: SetCookie | null = null
  private isDecided = false
  private headersWent = false

  constructor(
    context: ObserverContext,
    owner: CookieOwner,
    private readonly raw: object,
  ) {
    super(context, owner)
    this.whenOver(() => {
      this.over()
    })
  }

  reading(cookie: unknown): void {
    const isThere = typeof cookie === 'string' && cookie !== ''
    if (this.load === null) this.rawCookie = isThere ? cookie : null
    this.found = isThere ? 'opened' : 'no-cookie'
  }

  happened(what: Happening): void {
    switch (what) {
      case 'no-cookie':
        this.settle('no-cookie', null)
        return
      case 'not-opened':
        this.found = 'seal-invalid'
        return
      case 'duration-over':
        if (this.found === 'opened') this.found = 'duration-over'
        this.resetsItself = true
        return
      case 'began':
        this.resetsItself = true
        return
      case 'reset':
        this.reset()
        return
      case 'active-duration':
        this.cause ??= what
        return
      case 'duration-set':
        this.cause = what
        return
      case 'assigned':
        this.assigned()
        return
      case 'cookie-set':
        this.cookieSet()
        return
    }
  }

  /** `fault`: why decode gave nothing, when it did. */
  loaded(fault: SealFault | null, json: string): void {
    const found = this.found === 'seal-invalid' ? (fault ?? 'seal-invalid') : this.found
    this.settle(found, json)
  }

  boxed(value: unknown): void {
    if (typeof value === 'string') this.cookieBytes = this.owner.name.length + value.length
  }

  /** updateCookie: `dirty` is what isDirty said. */
  headersGo(dirty: boolean): void {
    if (this.headersWent) return
    this.headersWent = true
    if (this.load === null && !dirty) {
      this.decide('load', false, 'not-read')
      this.decideCookie(false, 'not-read')
      return
    }
    this.tellAfter(this.content(), null)
    if (!dirty) this.decideCookie(false, this.load === 'opened' ? 'unchanged' : 'new-and-empty')
  }

  cookieFailed(error: string): void {
    const reason = error.includes('unencrypted connection') ? 'insecure-connection' : 'cookie-invalid'
    this.decideCookie(false, reason, { error })
  }

  /** The cookie was read to its end: told once, however often the app looks for one that is not there. */
  private settle(found: 'opened' | CookieReason<'generate'>, json: string | null): void {
    if (this.load !== null) return
    this.load = found
    const isSeal = found === 'opened' || found === 'duration-over'
    const signature = this.rawCookie === null ? 'absent' : isSeal ? 'valid' : 'invalid'
    this.tellCookie(this.rawCookie, signature, isSeal ? 0 : null)
    if (found === 'opened') this.decide('load', true, 'opened')
    else this.tellUnread(found)
    this.tellBefore(this.content(), json)
  }

  private tellUnread(found: CookieReason<'generate'>): void {
    const facts = found === 'duration-over' ? this.durationFacts() : {}
    if (found !== 'assigned' && found !== 'unknown') this.decide('load', false, found, facts)
    this.decide('generate', true, found, facts)
    if (found !== 'no-cookie') this.cause ??= found === 'duration-over' ? found : 'load-failed'
  }

  private reset(): void {
    const itself = this.resetsItself
    this.resetsItself = false
    if (itself) return
    this.cause = 'reset'
    this.decide('destroy', true, 'reset')
  }

  private assigned(): void {
    if (this.load === null) this.decide('load', false, 'replaced-unread')
    this.cause = 'assigned'
    this.decide('generate', true, 'assigned')
  }

  private cookieSet(): void {
    const facts = this.cookieBytes === null ? {} : { cookieBytes: this.cookieBytes }
    const changedKeys = this.changes()
    const reason = this.cookieReason(changedKeys)
    this.decideCookie(true, reason, { ...facts, ...this.factsOf(reason, changedKeys) })
  }

  /** The data counts for more than what the module did by itself, and what the app asked for counts most. */
  private cookieReason(changedKeys: readonly string[]): SetCookie {
    if (this.cause === 'reset' || this.cause === 'duration-set' || this.cause === 'assigned') return this.cause
    if (changedKeys.length === 0 && this.cause) return this.cause
    return this.load === 'opened' ? 'changed' : 'new-and-populated'
  }

  private factsOf(reason: SetCookie, changedKeys: string[]): DecisionFacts {
    if (reason === 'changed') return { changedKeys }
    return reason === 'active-duration' || reason === 'duration-set' ? this.durationFacts() : {}
  }

  private durationFacts(): DecisionFacts {
    const [durationMs, activeDurationMs] = [
      ownValue(this.raw, 'duration'),
      ownValue(this.raw, 'activeDuration'),
    ]
    return {
      ...(typeof durationMs === 'number' ? { durationMs } : {}),
      ...(typeof activeDurationMs === 'number' ? { activeDurationMs } : {}),
    }
  }

  private decideCookie(taken: boolean, reason: SetCookie, facts: DecisionFacts = {}): void {
    this.isDecided = true
    this.decide('set-cookie', taken, reason, facts)
  }

  private content(): unknown {
    return ownValue(this.raw, '_content')
  }

  /** The response is over: isDirty may have thrown on what JSON cannot hold, or the data changed too late. */
  private over(): void {
    const content = this.content()
    if (!this.isDecided) {
      if (this.load === null) return
      this.tellAfter(content, null)
      if (this.after) this.decideCookie(false, 'cookie-invalid', brokenBy(this.after))
      return
    }
    const changedKeys = this.headersWent ? this.changesSince(content) : []
    if (changedKeys.length > 0) this.decide('set-cookie', false, 'changed-too-late', { changedKeys })
  }
}
