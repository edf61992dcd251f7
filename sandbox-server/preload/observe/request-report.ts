import type { DecisionFacts, DecisionKind } from '../../../protocol/decision'
import type { ObserverContext } from '../observer'
import type { CookieReading } from './cookie-reading'
import type { Evaluation, ReasonFor } from './decision-reasons'
import { cutText, ownValue, quietly } from './read-safely'
import type { SessionFactory } from './session-factory'
import { type SessionView, viewSession } from './session-view'

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

const NOT_LOOKED_AT: SessionView = { data: null, cookie: null, lossy: {} }

/** What is known of one request inside one session middleware, and the words it is reported in. */
export class RequestReport {
  protected seen: Evaluation = {}
  protected before: SessionView | null = null
  private readonly exchange: string | null
  private readonly isFollowed: boolean

  constructor(
    protected readonly context: ObserverContext,
    protected readonly factory: SessionFactory,
    protected readonly request: WatchedRequest,
  ) {
    this.exchange = context.currentExchange()
    this.isFollowed = context.isFollowed?.() ?? true
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

  protected decide<K extends DecisionKind>(
    kind: K,
    taken: boolean,
    reason: ReasonFor<K>,
    facts: DecisionFacts,
    sid: string | null,
  ): void {
    if (!this.isFollowed) return
    quietly(() => {
      this.context.report({ type: 'decision', ...this.stamp(), kind, taken, reason, sid, facts })
    })
  }

  protected reportBefore(req: unknown): void {
    if (!this.isFollowed) return
    this.before = viewSession(ownValue(req, 'session'), this.request.last.json)
    this.context.report({ type: 'session', ...this.stamp(), moment: 'before', sid: this.sid(), ...this.before })
  }

  protected reportAfter(session: unknown): SessionView {
    if (!this.isFollowed) return NOT_LOOKED_AT
    const after = viewSession(session, this.request.last.json)
    const sid = after.data ? this.sid() : null
    this.context.report({ type: 'session', ...this.stamp(), moment: 'after', sid, ...after })
    return after
  }

  protected fresh(): void {
    this.seen = {}
    this.request.last.json = null
  }

  protected loadFacts(): DecisionFacts {
    const { cookie, secretCount } = this.request
    const facts: DecisionFacts = { secretCount }
    if (typeof this.factory.name === 'string') facts.cookieName = cutText(this.factory.name, 200)
    if (cookie.secretIndex !== null) facts.secretIndex = cookie.secretIndex
    return facts
  }

  protected facts(): DecisionFacts {
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

  protected isNew(): boolean {
    return this.request.cookieId !== ownValue(this.request.req, 'sessionID')
  }

  protected sid(): string | null {
    return this.idOf(ownValue(this.request.req, 'sessionID'))
  }

  protected idOf(id: unknown): string | null {
    return typeof id === 'string' ? cutText(id, 512) : null
  }

  protected stamp(): { at: number; exchange: string | null } {
    return { at: this.context.now(), exchange: this.exchange }
  }
}
