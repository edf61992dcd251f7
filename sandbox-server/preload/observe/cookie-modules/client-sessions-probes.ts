import type { ObserverContext } from '../../observer'
import { cutText, errorText, isReadable, ownValue, quietly } from '../read-safely'
import { ClientSessionsWatch, type Happening, type SealFault } from './client-sessions-watch'
import { describeClientSessions } from './cookie-options'
import { type CookieOwner, CookieReport } from './cookie-report'

/** What the instrumented client-sessions calls; `raw` is its own object for one request. Nothing here throws. */
export class ClientSessionsProbes {
  private readonly watches = new WeakMap<object, ClientSessionsWatch>()
  /** Of the cookie opened last, in the same turn. */
  private lastFault: SealFault | null = null

  constructor(private readonly context: ObserverContext) {}

  /** Which keys the app gave itself, before the module derives the others. */
  given(options: unknown): Record<string, boolean> {
    const isGiven = (key: string): boolean => Boolean(ownValue(options, key))
    return { encryptionKey: isGiven('encryptionKey'), signatureKey: isGiven('signatureKey') }
  }

  made(options: unknown, given: Record<string, boolean>): CookieOwner {
    const name = ownValue(options, 'cookieName')
    const owner: CookieOwner = {
      library: 'client-sessions',
      name: typeof name === 'string' ? cutText(name, 200) : '',
    }
    quietly(() => {
      this.context.report({
        type: 'store.made',
        at: this.context.now(),
        exchange: this.context.currentExchange(),
        store: 'client-sessions',
        options: describeClientSessions(options, owner.name, given),
        recognised: true,
      })
    })
    return owner
  }

  /** This request goes on without a session of this middleware. */
  skip(owner: CookieOwner, error?: unknown): void {
    quietly(() => {
      new Skipped(this.context, owner).tell(error)
    })
  }

  begin(owner: CookieOwner, raw: object): void {
    quietly(() => {
      this.watches.set(raw, new ClientSessionsWatch(this.context, owner, raw))
    })
  }

  fault(fault: SealFault): void {
    this.lastFault = fault
  }

  reading<T>(raw: unknown, cookie: T): T {
    this.lastFault = null
    quietly(() => this.watchOf(raw)?.reading(cookie))
    return cookie
  }

  loaded(raw: unknown, json: string): string {
    quietly(() => this.watchOf(raw)?.loaded(this.lastFault, json))
    return json
  }

  happened(raw: unknown, what: Happening): void {
    quietly(() => this.watchOf(raw)?.happened(what))
  }

  boxed<T>(raw: unknown, value: T): T {
    quietly(() => this.watchOf(raw)?.boxed(value))
    return value
  }

  dirty(raw: unknown, value: boolean): boolean {
    quietly(() => this.watchOf(raw)?.headersGo(value))
    return value
  }

  cookieFailed(raw: unknown, error: unknown): void {
    quietly(() => this.watchOf(raw)?.cookieFailed(errorText(error)))
  }

  private watchOf(raw: unknown): ClientSessionsWatch | undefined {
    return isReadable(raw) ? this.watches.get(raw) : undefined
  }
}

class Skipped extends CookieReport {
  tell(error: unknown): void {
    if (error === undefined) this.decide('skip', true, 'already-has-session')
    else this.decide('skip', true, 'middleware-failed', { error: errorText(error) })
  }
}
