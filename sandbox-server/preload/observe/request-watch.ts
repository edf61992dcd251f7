import type { DecisionFacts } from '../../../protocol/decision'
import { unreadReason } from './cookie-reading'
import { CookieWatch } from './cookie-watch'
import { type ReasonFor, saveReason, touchReason } from './decision-reasons'
import { cutText, errorText, ownValue, quietly } from './read-safely'
import { brokenBy, changedKeys, isSession } from './session-view'

/**
 * One request's way through one session middleware: the probes of express-session 1.19.0 index.js lines 228–519.
 * A probe around an expression returns the expression's value; nothing here throws.
 */
export class RequestWatch extends CookieWatch {
  private generatingItself = false
  private recordWasMissing = false
  private savedByApp = false
  private destroyedByApp = false
  private savingItself = false
  private endDecided = false

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
        brokenBy(after),
        this.sid(),
      )
    })
  }

  // Called by the app: Session.prototype (session/session.js lines 71–128).

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
}
