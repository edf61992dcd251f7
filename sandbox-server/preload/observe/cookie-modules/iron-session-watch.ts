import type { DecisionFacts } from '../../../../protocol/decision'
import type { ObserverContext } from '../../observer'
import { cutText, errorText, ownValue, quietly } from '../read-safely'
import { brokenBy } from '../session-view'
import { type CookieOwner, type CookieReason, CookieReport } from './cookie-report'

type SetCookie = CookieReason<'set-cookie'>
type Unopened = CookieReason<'load'> & CookieReason<'generate'>

/** The errors that unsealData (iron-session 8.0.4) takes for an empty session. */
const FAULTS: readonly (readonly [start: string, reason: Unopened])[] = [
  ['Expired seal', 'seal-expired'],
  ['Bad hmac value', 'seal-invalid'],
  ['Cannot find password', 'password-unknown'],
  ['Incorrect number of sealed components', 'malformed'],
]

/** One getIronSession call of iron-session 8.0.4, to the end of its exchange. Nothing here throws. */
export class IronSessionWatch extends CookieReport {
  private session: unknown = undefined
  private fault: Unopened | 'failed' | null = null
  /** save() has begun and was not heard of since. */
  private isSaving = false
  private isDecided = false

  constructor(
    context: ObserverContext,
    owner: CookieOwner,
    private readonly seal: string | null,
    private readonly passwordIds: readonly string[],
  ) {
    super(context, owner)
    this.whenOver(() => {
      this.over()
    })
  }

  /** unsealData threw, or took an error for an empty session. */
  notOpened(error: unknown): void {
    const text = errorText(error)
    this.fault = FAULTS.find(([start]) => text.startsWith(start))?.[1] ?? 'failed'
    if (this.fault !== 'failed') return
    this.tellCookie(this.seal, 'invalid', null)
    this.decide('load', false, 'failed', { error: text })
  }

  loaded(session: unknown): void {
    this.session = session
    quietly(() => {
      const reason: Unopened | null =
        this.seal === null ? 'no-cookie' : this.fault === 'failed' ? null : this.fault
      const facts = this.passwordFacts()
      const index = facts.secretIndex ?? 0
      this.tellCookie(
        this.seal,
        this.seal === null ? 'absent' : reason ? 'invalid' : 'valid',
        reason ? null : index,
      )
      this.decide('load', !reason, reason ?? 'opened', facts)
      if (reason) this.decide('generate', true, reason)
      this.tellBefore(session, null)
    })
  }

  saving(): void {
    this.isSaving = true
    quietly(() => {
      this.tellAfter(this.session, null)
    })
  }

  tooLate(): void {
    this.decideCookie(false, 'headers-already-sent')
  }

  tooLong(cookieBytes: number): void {
    this.decideCookie(false, 'too-long', { cookieBytes })
  }

  saved(config: unknown, sealLength: number): void {
    const ttl = ownValue(config, 'ttl')
    const cookieBytes = this.owner.name.length + sealLength
    const facts = { cookieBytes, changedKeys: this.changes() }
    this.decideCookie(true, 'called-by-app', typeof ttl === 'number' ? { ...facts, ttlSeconds: ttl } : facts)
  }

  destroying(): void {
    this.decide('destroy', true, 'called-by-app')
  }

  destroyed(): void {
    quietly(() => {
      this.tellAfter(this.session, null)
    })
    this.decideCookie(true, 'destroyed')
  }

  private decideCookie(taken: boolean, reason: SetCookie, facts: DecisionFacts = {}): void {
    this.isSaving = false
    this.isDecided = true
    this.decide('set-cookie', taken, reason, facts)
  }

  /** The response is over. */
  private over(): void {
    if (this.session === undefined) return
    if (this.isSaving && this.after) this.decideCookie(false, 'cookie-invalid', brokenBy(this.after))
    const changedKeys = this.changesSince(this.session)
    if (changedKeys.length > 0) {
      this.tellAfter(this.session, null)
      this.decide('set-cookie', false, 'not-saved', { changedKeys })
    } else if (!this.isDecided) {
      this.tellAfter(this.session, null)
      this.decide('set-cookie', false, 'unchanged')
    }
  }

  /** Which password the seal names: its second part (iron-webcrypto 1.2.1 `unseal`). */
  private passwordFacts(): DecisionFacts {
    const id = this.seal?.split('*')[1]
    if (id === undefined || id === '') return {}
    const index = this.passwordIds.indexOf(id)
    const facts = { password: cutText(id, 80), secretCount: this.passwordIds.length }
    return index < 0 ? facts : { ...facts, secretIndex: index }
  }
}
