import type { COOKIE_REASONS, CookieLibrary, DecisionFacts, DecisionKind } from '../../../../protocol/decision'
import type { ObserverContext } from '../../observer'
import { viewPlainly } from '../plain-view'
import { cutText, isReadable, quietly } from '../read-safely'
import { changedKeys, parsedJson, type SessionView } from '../session-view'

/** The reasons a decision of kind K may have when the session lives in its cookie. */
export type CookieReason<K extends DecisionKind> = (typeof COOKIE_REASONS)[K][number]

/** Whose cookie it is. */
export interface CookieOwner {
  library: CookieLibrary
  /** The cookie's name. */
  name: string
}

export type Signature = 'absent' | 'valid' | 'invalid' | 'unsigned'

/** What is known of one request's session inside its cookie, and the words it is reported in. Nothing here throws. */
export class CookieReport {
  protected before: SessionView | null = null
  protected after: SessionView | null = null
  private readonly exchange: string | null
  private readonly isFollowed: boolean

  constructor(
    protected readonly context: ObserverContext,
    protected readonly owner: CookieOwner,
  ) {
    this.exchange = context.currentExchange()
    this.isFollowed = context.isFollowed?.() ?? true
  }

  protected tellCookie(raw: string | null, signature: Signature, secretIndex: number | null): void {
    if (!this.isFollowed) return
    const { library, name } = this.owner
    const value = raw === null ? null : cutText(raw, 4096)
    const seen = { library, name, raw: value, sid: null, signature, secretIndex }
    this.context.report({ type: 'session.cookie', ...this.stamp(), ...seen })
  }

  protected tellBefore(session: unknown, json: string | null): void {
    if (this.isFollowed) this.tellSession('before', (this.before = viewSession(session, json)))
  }

  protected tellAfter(session: unknown, json: string | null): void {
    if (this.isFollowed) this.tellSession('after', (this.after = viewSession(session, json)))
  }

  /** Top-level keys that are not as they came. */
  protected changes(): string[] {
    return this.after ? changedKeys(this.before, this.after) : []
  }

  /** Top-level keys that changed since the session was looked at last. */
  protected changesSince(session: unknown): string[] {
    const last = this.after ?? this.before
    return this.isFollowed && last ? changedKeys(last, viewSession(session, null)) : []
  }

  protected decide<K extends DecisionKind>(
    kind: K,
    taken: boolean,
    reason: CookieReason<K>,
    facts: DecisionFacts = {},
  ): void {
    if (!this.isFollowed) return
    const { library, name } = this.owner
    const all = { library, cookieName: cutText(name, 200), ...facts }
    this.context.report({ type: 'decision', ...this.stamp(), kind, taken, reason, sid: null, facts: all })
  }

  /** When the exchange is over, before that is told. */
  protected whenOver(run: () => void): void {
    if (!this.isFollowed) return
    this.context.whenOver?.(() => {
      quietly(run)
    })
  }

  private tellSession(moment: 'before' | 'after', view: SessionView): void {
    const { library } = this.owner
    this.context.report({ type: 'session', ...this.stamp(), library, moment, sid: null, ...view })
  }

  private stamp(): { at: number; exchange: string | null } {
    return { at: this.context.now(), exchange: this.exchange }
  }
}

/**
 * The session's data as JSON. `json` is the text the library itself made; it is used only where getters, toJSON or
 * proxies keep us from knowing without running the app's code once more.
 */
function viewSession(session: unknown, json: string | null): SessionView {
  if (!isReadable(session)) return { data: null, cookie: null, lossy: {} }
  const seen = viewPlainly(session)
  const value = seen.exact ? seen.value : (parsedJson(json) ?? seen.value)
  return { data: isRecord(value) ? value : null, cookie: null, lossy: seen.lossy }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
