import type { DecisionFacts, DecisionKind } from '../../../protocol/decision'
import type { ObserverContext } from '../observer'
import { type CookieReading, unreadReason } from './cookie-reading'
import { type Evaluation, type ReasonFor, cookieReason, saveReason, touchReason } from './decision-reasons'
import { anyValue, cutText, errorText, ownValue, quietly } from './read-safely'
import { requestFacts } from './request-facts'
import type { SessionFactory } from './session-probes'
import { type SessionView, changedKeys, viewSession } from './session-view'

/** The JSON that express-session made last; read right after it was made, in the same turn. */
export interface Serialized {
  json: string | null
}

export interface WatchedRequest {
  req: unknown
  res: unknown
  secretCount: number
  cookieId: unknown
  cookie: CookieReading
  last: Serialized
}

/**
 * One request's way through one session middleware: the probes of express-session 1.19.0 index.js lines 228–519.
 * A probe around an expression returns the expression's value; nothing here throws.
 */
export class RequestWatch {
  private readonly exchange: string | null
  private seen: Evaluation = {}
  private before: SessionView | null = null
  private generatingItself = false
  private recordWasMissing = false
  private regenerated = false
  private savedByApp = false
  private destroyedByApp = false
  private savingItself = false
  private headersOut = false
  private headersDecided = false
  private endDecided = false
  private cookieReason: ReasonFor<'set-cookie'> = 'unknown'
  private cookieFacts: DecisionFacts = {}
  private suppressed = false
  private cookieSetFor: string | null = null
  private orphanTold: string | null = null

  constructor(
    private readonly context: ObserverContext,
    private readonly factory: SessionFactory,
    private readonly request: WatchedRequest,
  ) {
    this.exchange = context.currentExchange()
  }

  /** Line 228. */
  cookieSeen(): void {
    const { name } = this.factory
    this.context.report({
      type: 'session.cookie',
      ...this.stamp(),
      name: typeof name === 'string' ? cutText(name, 200) : '',
      ...this.request.cookie,
    })
  }

  // Lines 378–383: generate().

  generating(): void {
    this.generatingItself = true
  }

  generated(req: unknown): void {
    quietly(() => {
      const reason = this.recordWasMissing ? 'record-missing' : unreadReason(this.request.cookie)
      this.decide(
        'load',
        false,
        reason,
        this.loadFacts(),
        this.recordWasMissing ? this.idOf(this.request.cookieId) : null,
      )
      this.decide('generate', true, reason, {}, this.sid())
      this.reportBefore(req)
    })
  }

  /** Lines 158–173, when it was not generate() that called. */
  storeGenerated(): void {
    const itself = this.generatingItself
    this.generatingItself = false
    if (itself) return
    this.regenerated = true
    this.decide('generate', true, 'regenerated', {}, this.sid())
  }

  // Lines 386–397 and 500–519: the store's answer.

  inflated(req: unknown): void {
    quietly(() => {
      this.decide('load', true, 'record-found', this.loadFacts(), this.sid())
      this.reportBefore(req)
    })
  }

  recordMissing(): void {
    this.recordWasMissing = true
  }

  storeFailed(error: unknown): void {
    this.loadFailedBecause('store-error', error)
  }

  /** Line 513: the record was no session, or genid or a cookie option threw. */
  loadFailed(error: unknown): void {
    this.loadFailedBecause(this.recordWasMissing ? 'record-missing' : 'record-broken', error)
  }

  // Lines 440–487: what the decisions are made of.

  idChanged(value: boolean): boolean {
    this.seen.idChanged = value
    return value
  }

  hashChanged(original: unknown, now: unknown): boolean {
    return (this.seen.modified = original !== now)
  }

  isSaved(saved: unknown, original: unknown, now: unknown): boolean {
    this.seen.savedBefore = saved !== undefined
    this.seen.modified = original !== now
    return (this.seen.saved = saved === now)
  }

  unborn(value: boolean): boolean {
    return (this.seen.unborn = value)
  }

  // Lines 322–372: the response ends.

  shouldDestroy<T>(value: T): T {
    this.fresh()
    if (value) {
      this.endDecided = true
      quietly(() => {
        this.reportAfter(null)
        this.decide('destroy', true, 'unset-destroy', {}, this.sid())
      })
    }
    return value
  }

  endWithoutSession(): void {
    this.endDecided = true
    quietly(() => {
      const kept = this.factory.unsetDestroy ? 'bogus-id' : 'unset-keep'
      this.reportAfter(null)
      this.decide('destroy', false, this.destroyedByApp ? 'already-destroyed' : kept, {}, this.sid())
      this.decide('save', false, 'no-session', {}, null)
      this.decide('touch', false, 'no-session', {}, null)
    })
  }

  shouldSave(value: boolean): boolean {
    const { seen, savedByApp } = this
    this.endDecided = true
    this.savingItself = value
    quietly(() => {
      const facts = this.facts()
      const after = this.reportAfter(ownValue(this.request.req, 'session'))
      if (seen.modified) facts.changedKeys = changedKeys(this.before, after)
      if (seen.saved !== undefined) facts.isSaved = seen.saved
      const isNew = this.isNew()
      this.decide('destroy', false, 'session-present', {}, this.sid())
      this.decide(
        'save',
        value,
        saveReason(value, { ...seen, bogus: this.sid() === null }, { isNew, savedByApp }),
        facts,
        this.sid(),
      )
      if (value) {
        this.decide('touch', false, 'saved-instead', {}, this.sid())
        this.tellOrphan()
      }
    })
    this.fresh()
    return value
  }

  shouldTouch(value: boolean): boolean {
    quietly(() => {
      const reason = touchReason(
        value,
        { ...this.seen, bogus: this.sid() === null },
        {
          isNew: this.isNew(),
          storeImplementsTouch: this.factory.storeImplementsTouch,
        },
      )
      this.decide('touch', value, reason, {}, this.sid())
    })
    this.fresh()
    return value
  }

  /** The end of res.end, also when touch() or hash() threw on a session that is none or that JSON cannot hold. */
  endDone(): void {
    this.savingItself = false
    if (this.endDecided) return
    this.endDecided = true
    quietly(() => {
      const session = ownValue(this.request.req, 'session')
      const after = this.reportAfter(session)
      this.decide(
        'save',
        false,
        isSession(session) ? 'unserializable' : 'not-a-session',
        broken(after),
        this.sid(),
      )
    })
  }

  // Lines 231–260: the headers go out.

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
      this.cookieFacts = broken(viewSession(session, null))
      this.decideCookie(false, isSession(session) ? 'unserializable' : 'not-a-session')
    })
  }

  // Called by the app: Session.prototype (session/session.js lines 69–128).

  saveCalled(sid: unknown): void {
    if (this.savingItself) {
      this.savingItself = false
      return
    }
    this.savedByApp = true
    this.decide('save', true, 'called-by-app', {}, this.idOf(sid))
    this.tellOrphan()
  }

  destroyCalled(sid: unknown): void {
    this.destroyedByApp = true
    this.decide('destroy', true, 'called-by-app', {}, this.idOf(sid))
  }

  reloaded(sid: unknown, error: unknown): void {
    const facts: DecisionFacts = error ? { error: errorText(error) } : {}
    this.decide('load', !error, error ? 'reload-failed' : 'reloaded', facts, this.idOf(sid))
  }

  private loadFailedBecause(reason: ReasonFor<'load'>, error: unknown): void {
    quietly(() => {
      const facts = { ...this.loadFacts(), error: errorText(error) }
      this.decide('load', false, reason, facts, this.idOf(this.request.cookieId))
    })
  }

  /** A session saved under an id that no header can carry any more. */
  private tellOrphan(): void {
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

  private decide<K extends DecisionKind>(
    kind: K,
    taken: boolean,
    reason: ReasonFor<K>,
    facts: DecisionFacts,
    sid: string | null,
  ): void {
    quietly(() => {
      this.context.report({ type: 'decision', ...this.stamp(), kind, taken, reason, sid, facts })
    })
  }

  private reportBefore(req: unknown): void {
    this.before = viewSession(ownValue(req, 'session'), this.request.last.json)
    this.context.report({ type: 'session', ...this.stamp(), moment: 'before', sid: this.sid(), ...this.before })
  }

  private reportAfter(session: unknown): SessionView {
    const after = viewSession(session, this.request.last.json)
    const sid = after.data ? this.sid() : null
    this.context.report({ type: 'session', ...this.stamp(), moment: 'after', sid, ...after })
    return after
  }

  private fresh(): void {
    this.seen = {}
    this.request.last.json = null
  }

  private loadFacts(): DecisionFacts {
    const { cookie, secretCount } = this.request
    const facts: DecisionFacts = { secretCount }
    if (typeof this.factory.name === 'string') facts.cookieName = cutText(this.factory.name, 200)
    if (cookie.secretIndex !== null) facts.secretIndex = cookie.secretIndex
    return facts
  }

  private facts(): DecisionFacts {
    const facts: DecisionFacts = {
      saveUninitialized: Boolean(this.factory.saveUninitialized),
      resave: Boolean(this.factory.resave),
      rolling: this.factory.rolling,
      isNew: this.isNew(),
    }
    const modified = this.seen.idChanged === true ? true : this.seen.modified
    if (modified !== undefined) facts.isModified = modified
    return facts
  }

  private isNew(): boolean {
    return this.request.cookieId !== ownValue(this.request.req, 'sessionID')
  }

  private sid(): string | null {
    return this.idOf(ownValue(this.request.req, 'sessionID'))
  }

  private idOf(id: unknown): string | null {
    return typeof id === 'string' ? cutText(id, 512) : null
  }

  private stamp(): { at: number; exchange: string | null } {
    return { at: this.context.now(), exchange: this.exchange }
  }
}

function isSession(session: unknown): boolean {
  return typeof anyValue(session, 'touch') === 'function'
}

/** Names what JSON refuses, such as `cart: circular`. */
function broken(view: SessionView): DecisionFacts {
  const found = Object.entries(view.lossy).find(([, what]) => what === 'BigInt' || what === 'circular')
  return found ? { error: `${found[0]}: ${found[1]}` } : {}
}
