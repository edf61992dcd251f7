import type { DecisionFacts } from '../../../protocol/decision'
import type { ObserverContext } from '../observer'
import { NO_COOKIE, readCookie, type CookieReading } from './cookie-reading'
import type { ReasonFor } from './decision-reasons'
import type { HeapStores } from './heap-stores'
import { className, cutText, isReadable, ownValue, quietly } from './read-safely'
import type { Serialized } from './request-report'
import { RequestWatch } from './request-watch'
import type { SessionFactory } from './session-factory'
import { describeOptions } from './store-options'
import type { StoreWatch } from './store-watch'

/** What the instrumented source calls outside of a request's own closure. Nothing here throws. */
export class SessionProbes {
  private watches = new WeakMap<object, RequestWatch>()
  private reading: CookieReading = NO_COOKIE
  private secretIndex: number | null = null
  private readonly serializedLast: Serialized = { json: null }

  constructor(
    private readonly context: ObserverContext,
    private readonly stores: StoreWatch,
    private readonly heap: HeapStores,
  ) {}

  /** Line 185: a middleware was made; its store is observed from now on. */
  made(factory: SessionFactory): SessionFactory {
    quietly(() => {
      this.stores.watch(factory.store)
      if (factory.isMemoryStore) this.heap.add(factory.store)
      this.context.report({
        type: 'store.made',
        at: this.context.now(),
        exchange: this.context.currentExchange(),
        store: className(factory.store) ?? 'Store',
        options: describeOptions(factory.options, factory.store, this.context.workFolder()),
        recognised: true,
      })
    })
    return factory
  }

  /** Lines 187–213: this request goes on without a session of this middleware. */
  skip(
    factory: SessionFactory,
    req: unknown,
    reason: ReasonFor<'skip'>,
    path?: unknown,
    cookie?: unknown,
  ): void {
    quietly(() => {
      const facts: DecisionFacts = {}
      if (typeof path === 'string') facts.requestPath = cutText(path, 500)
      const cookiePath = ownValue(cookie, 'path')
      if (typeof cookiePath === 'string') facts.cookiePath = cutText(cookiePath, 500)
      if (typeof factory.name === 'string') facts.cookieName = cutText(factory.name, 100)
      const sid = reason === 'already-has-session' ? ownValue(req, 'sessionID') : null
      this.context.report({
        type: 'decision',
        at: this.context.now(),
        exchange: this.context.currentExchange(),
        kind: 'skip',
        taken: true,
        reason,
        sid: typeof sid === 'string' ? cutText(sid, 512) : null,
        facts,
      })
    })
  }

  cookieReading(): void {
    this.reading = NO_COOKIE
    this.secretIndex = null
  }

  secretMatched(index: number): void {
    this.secretIndex = index
  }

  cookieRead(raw: unknown, value: unknown): void {
    quietly(() => (this.reading = readCookie(raw, value, this.secretIndex)))
  }

  /** Line 228: this request has its session middleware. */
  begin(
    factory: SessionFactory,
    req: unknown,
    res: unknown,
    secrets: unknown,
    cookieId: unknown,
  ): RequestWatch {
    const secretCount = Array.isArray(secrets) ? secrets.length : 1
    const watch = new RequestWatch(this.context, factory, {
      req,
      res,
      secretCount,
      cookieId,
      cookie: this.reading,
      last: this.serializedLast,
    })
    quietly(() => {
      if (isReadable(req)) this.watches.set(req, watch)
      watch.cookieSeen()
    })
    return watch
  }

  watchOf(req: unknown): RequestWatch | undefined {
    return isReadable(req) ? this.watches.get(req) : undefined
  }

  /** Lines 158–173: store.generate has made a session, for generate() or for regenerate. */
  storeGenerated(req: unknown): void {
    quietly(() => this.watchOf(req)?.storeGenerated())
  }

  /** Line 621: the JSON express-session has just made of a session, without its cookie. */
  serialized(json: unknown): void {
    this.serializedLast.json = typeof json === 'string' ? json : null
  }
}
