import type { ObserverContext } from '../../observer'
import { cutText, quietly } from '../read-safely'
import { describeCookieSession } from './cookie-options'
import type { CookieReading, CookieSessionFactory, CookieSessionTurn } from './cookie-session-factory'
import { CookieSessionWatch } from './cookie-session-watch'
import type { KeygripProbes } from './keygrip-probes'

/** What the instrumented cookie-session calls outside of a request's own closure. Nothing here throws. */
export class CookieSessionProbes implements CookieSessionTurn {
  reading: CookieReading = { text: undefined, error: undefined }
  /** The JSON that was made last. */
  json: string | null = null

  constructor(
    private readonly context: ObserverContext,
    readonly keygrip: KeygripProbes,
  ) {}

  made(options: unknown, name: unknown, keys: unknown): CookieSessionFactory {
    const factory: CookieSessionFactory = {
      library: 'cookie-session',
      name: typeof name === 'string' ? cutText(name, 200) : '',
      secretCount: Array.isArray(keys) ? keys.length : 1,
    }
    quietly(() => {
      this.context.report({
        type: 'store.made',
        at: this.context.now(),
        exchange: this.context.currentExchange(),
        store: 'cookie-session',
        options: describeCookieSession(options, factory.name, keys, this.keygrip),
        recognised: true,
      })
    })
    return factory
  }

  begin(factory: CookieSessionFactory, req: unknown): CookieSessionWatch {
    return new CookieSessionWatch(this.context, factory, req, this)
  }

  serialized(json: unknown): void {
    this.json = typeof json === 'string' ? json : null
  }

  cookieRead<T>(text: T): T {
    this.reading.text = text
    return text
  }

  undecodable(error: unknown): void {
    this.reading.error = error
  }
}
