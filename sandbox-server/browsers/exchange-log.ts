import type { Verdict } from '../../protocol/cookie'
import type {
  Exchange,
  ExchangeId,
  ExchangeRequest,
  ExchangeResponse,
  Initiator,
} from '../../protocol/exchange'
import type { BrowserWorld } from './browser-world'
import type { ExchangeFailure } from './exchange-failure'
import type { CookieJar } from './jar'

/** Tells the trace about one exchange, and remembers it for the answer of the control API. */
export class ExchangeLog {
  readonly id: ExchangeId
  readonly #started = performance.now()
  readonly #exchange: Exchange
  readonly #world: BrowserWorld
  readonly #jar: CookieJar

  constructor(
    world: BrowserWorld,
    browser: string,
    jar: CookieJar,
    about: { method: string; url: string; initiator: Initiator | null; redirectOf: ExchangeId | null },
  ) {
    this.id = world.nextExchangeId()
    this.#world = world
    this.#jar = jar
    const { method, url, redirectOf } = about
    this.#exchange = {
      id: this.id,
      browser,
      redirectOf,
      instance: null,
      request: { method, url, headers: [], body: null },
      response: null,
      error: null,
      durationMs: 0,
    }
    world.emit({ type: 'exchange.started', exchange: this.id, browser, ...about })
  }

  judged(verdicts: readonly Verdict[]): void {
    const { browser } = this.#exchange
    for (const verdict of verdicts) {
      this.#world.emit({ type: 'cookie.judged', exchange: this.id, browser, verdict })
    }
  }

  jarChanged(reason: 'response' | 'expired'): void {
    const { browser } = this.#exchange
    this.#world.emit({ type: 'jar.changed', browser, reason, exchange: this.id, cookies: this.#jar.list() })
  }

  composed(request: ExchangeRequest): void {
    this.#exchange.request = request
  }

  sent(instance: number, note: string | null): void {
    const { request } = this.#exchange
    this.#exchange.instance = instance
    this.#note(note)
    this.#world.emit({ type: 'request.sent', exchange: this.id, instance, request, ...(note ? { note } : {}) })
  }

  received(response: ExchangeResponse, note: string | null): void {
    this.#exchange.response = response
    this.#exchange.durationMs = this.#elapsed()
    this.#note(note)
    const { durationMs } = this.#exchange
    this.#world.emit({
      type: 'response.received',
      exchange: this.id,
      response,
      durationMs,
      ...(note ? { note } : {}),
    })
  }

  failed({ code, message }: ExchangeFailure): void {
    const error = { code, message }
    this.#exchange.error = error
    this.#exchange.durationMs = this.#elapsed()
    const { durationMs } = this.#exchange
    this.#world.emit({ type: 'exchange.failed', exchange: this.id, error, durationMs })
  }

  /** The exchange as it is known now; `body` may have grown since it was traced. */
  result(body?: ExchangeResponse['body']): Exchange {
    const { response } = this.#exchange
    return body && response ? { ...this.#exchange, response: { ...response, body } } : { ...this.#exchange }
  }

  #note(note: string | null): void {
    if (!note) return
    this.#exchange.note = this.#exchange.note ? `${this.#exchange.note} ${note}` : note
  }

  #elapsed(): number {
    return Math.round((performance.now() - this.#started) * 1000) / 1000
  }
}
