import type { DecisionFacts } from '../../../../protocol/decision'
import type { ObserverContext } from '../../observer'
import { anyValue, errorText, ownValue, quietly } from '../read-safely'
import { cookieInRequest } from './cookie-in-request'
import { type CookieReason, CookieReport, type Signature } from './cookie-report'
import type { CookieSessionFactory, CookieSessionTurn } from './cookie-session-factory'

type SetCookie = CookieReason<'set-cookie'>

/** One request's way through cookie-session 2.1.1 index.js lines 69–147. Nothing here throws. */
export class CookieSessionWatch extends CookieReport {
  private session: unknown = undefined
  private isRead = false
  private isBeingRead = false
  private isAssigned = false
  private outcome: { taken: boolean; reason: SetCookie; facts?: DecisionFacts } | null = null

  constructor(
    context: ObserverContext,
    private readonly factory: CookieSessionFactory,
    private readonly req: unknown,
    private readonly turn: CookieSessionTurn,
  ) {
    super(context, factory)
    this.whenOver(() => {
      this.tellLateChange()
    })
  }

  // Lines 86–106: getSession.

  reading(): void {
    this.isBeingRead = true
    this.turn.reading = { text: undefined, error: undefined }
    this.turn.keygrip.last = null
    this.turn.json = null
  }

  loaded<T>(session: T): T {
    this.wasRead(session, () => {
      this.decide('load', true, this.isSigned() ? 'decoded' : 'decoded-unsigned', this.loadFacts())
    })
    return session
  }

  generated<T>(session: T): T {
    this.wasRead(session, (signature) => {
      const reason = this.unreadReason(signature)
      const { error } = this.turn.reading
      const facts = error === undefined ? {} : { error: errorText(error) }
      this.decide('load', false, reason, { ...this.loadFacts(), ...facts })
      this.decide('generate', true, reason)
    })
    return session
  }

  // Lines 108–123: setSession.

  assigned(session: unknown): void {
    this.session = session
    this.isAssigned = true
    quietly(() => {
      this.tellUnread()
      this.decide('generate', true, 'assigned')
    })
  }

  unset(): void {
    this.session = null
    quietly(() => {
      this.tellUnread()
      this.decide('destroy', true, 'set-to-null')
    })
  }

  // Lines 125–144: the headers go out.

  notAccessed(): void {
    quietly(() => {
      this.decide('load', false, this.isBeingRead ? 'failed' : 'not-read')
      this.decide('set-cookie', false, 'not-read')
    })
  }

  removed(): void {
    this.outcome = { taken: true, reason: 'removed' }
  }

  worthSaving(value: boolean): boolean {
    this.turn.json = null
    if (!value) this.outcome = { taken: false, reason: 'new-and-empty' }
    return value
  }

  changed(value: boolean): boolean {
    if (!value) this.outcome = { taken: false, reason: 'unchanged' }
    return value
  }

  saved(): void {
    const isNew = ownValue(anyValue(this.session, '_ctx'), '_new') === true
    const reason = this.isAssigned ? 'assigned' : isNew ? 'new-and-populated' : 'changed'
    this.outcome = { taken: true, reason, facts: { isNew, ...this.signedFacts(), ...this.size() } }
  }

  failed(error: unknown): void {
    const text = errorText(error)
    const reason = text.includes('unencrypted connection') ? 'insecure-connection' : 'cookie-invalid'
    this.outcome = { taken: false, reason, facts: { error: text } }
  }

  headersDone(): void {
    const { outcome } = this
    if (!outcome) return
    quietly(() => {
      this.tellAfter(this.session, this.turn.json)
      const facts = { ...outcome.facts }
      if (outcome.reason === 'changed') facts.changedKeys = this.changes()
      this.decide('set-cookie', outcome.taken, outcome.reason, facts)
    })
  }

  private wasRead(session: unknown, tell: (signature: Signature) => void): void {
    this.session = session
    this.isRead = true
    quietly(() => {
      const { last } = this.turn.keygrip
      const raw = cookieInRequest(this.req, this.factory.name)
      const signature = this.signature(raw)
      this.tellCookie(raw, signature, signature === 'valid' ? last : null)
      tell(signature)
      const { text } = this.turn.reading
      this.tellBefore(session, typeof text === 'string' ? Buffer.from(text, 'base64').toString() : null)
      // Cookies.prototype.get of cookies 0.9.2 has made a header of it.
      if (last !== null && last > 0) this.decide('set-cookie', true, 'signature-renewed', { secretIndex: last })
      if (last === -1) this.decide('set-cookie', true, 'signature-deleted')
    })
  }

  /** The app put something in the session's place before it looked into the cookie. */
  private tellUnread(): void {
    if (!this.isRead) this.decide('load', false, 'replaced-unread')
    this.isRead = true
  }

  private signature(raw: string | null): Signature {
    if (raw === null || raw === '') return 'absent'
    const { text } = this.turn.reading
    if (typeof text === 'string' && text !== '') return this.isSigned() ? 'valid' : 'unsigned'
    return this.turn.keygrip.last === -1 ? 'invalid' : this.hasSignature() ? 'invalid' : 'unsigned'
  }

  private unreadReason(signature: Signature): CookieReason<'load'> & CookieReason<'generate'> {
    if (this.turn.reading.error !== undefined) return 'undecodable'
    if (signature === 'absent') return 'no-cookie'
    return signature === 'invalid' ? 'signature-invalid' : 'signature-missing'
  }

  private hasSignature(): boolean {
    return Boolean(cookieInRequest(this.req, `${this.factory.name}.sig`))
  }

  /** The request's own options stand before those of the middleware. */
  private isSigned(): boolean {
    return Boolean(anyValue(ownValue(this.req, 'sessionOptions'), 'signed'))
  }

  private loadFacts(): DecisionFacts {
    const { last } = this.turn.keygrip
    const { secretCount } = this.factory
    return last !== null && last >= 0 ? { secretCount, secretIndex: last } : { secretCount }
  }

  private signedFacts(): DecisionFacts {
    return this.isSigned() ? { secretCount: this.factory.secretCount } : {}
  }

  /** Of the cookie just written: base64 of the JSON just made. */
  private size(): DecisionFacts {
    const { json } = this.turn
    if (json === null) return {}
    return { cookieBytes: this.factory.name.length + Math.ceil(Buffer.byteLength(json) / 3) * 4 }
  }

  private tellLateChange(): void {
    const changedKeys = this.session ? this.changesSince(this.session) : []
    if (changedKeys.length > 0) this.decide('set-cookie', false, 'changed-too-late', { changedKeys })
  }
}
