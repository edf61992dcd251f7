import type { Verdict } from '../../protocol/cookie'
import type { HeaderList } from '../../protocol/exchange'
import { LIMITS } from '../../protocol/limits'
import type { ExchangeFailure } from '../browsers/exchange-failure'
import { CookieJar } from '../browsers/jar'
import { requestContext } from '../browsers/request-context'
import { toResponseBody } from '../browsers/response-body'
import type { WireHead } from '../browsers/wire/wire-message'
import type { Recorder } from '../tracing/recorder'
import { REAL_TAB } from './browser-set'
import type { Settling } from './settling'

export interface TabRequest {
  method: string
  /** As the address bar shows it. */
  url: URL
  headers: HeaderList
}

export interface TabWorld {
  recorder: Recorder
  settling: Settling
  /** Milliseconds since the epoch on the workspace's clock. */
  now(): number
  /** A request came; returns its exchange's id. */
  arrive(): string
  /** An exchange is over: stores may have changed. */
  over(exchange: string): void
}

/** Real tabs and curl, as one more browser of the trace. What it keeps in its own jar is its secret. */
export class RealTab {
  constructor(private readonly world: TabWorld) {}

  begin(request: TabRequest): TabExchange {
    return new TabExchange(this.world, this.world.arrive(), request)
  }
}

/** One exchange of a real tab, told to the trace while its bytes pass by. */
export class TabExchange {
  readonly #started = performance.now()
  readonly #kept: Buffer[] = []
  #bytes = 0
  #head: WireHead | null = null
  #over = false

  constructor(
    private readonly world: TabWorld,
    readonly id: string,
    private readonly request: TabRequest,
  ) {
    const { method, url } = request
    const about = { browser: REAL_TAB, method, url: url.href, initiator: null, redirectOf: null }
    world.recorder.record({ type: 'exchange.started', exchange: id, ...about })
    for (const cookie of cookiesOf(request.headers)) this.#judged(sentVerdict(cookie))
  }

  /** The head is about to leave; its body passes by unread. */
  sending(instance: number): void {
    const { method, url, headers } = this.request
    const request = { method, url: url.href, headers, body: null }
    this.world.recorder.record({ type: 'request.sent', exchange: this.id, instance, request })
  }

  answered(head: WireHead): void {
    this.#head = head
  }

  /** Bytes of the answer; the first of them are kept for the trace. */
  passed(chunk: Buffer): void {
    if (this.#bytes < LIMITS.response.keptBodyBytes) this.#kept.push(chunk)
    this.#bytes += chunk.length
  }

  /** The answer is over, whole or not. Told once the app's own story of it is in. */
  async finish(failure: ExchangeFailure | null): Promise<void> {
    if (this.#over) return
    this.#over = true
    const durationMs = Math.round((performance.now() - this.#started) * 1000) / 1000
    if (this.#head) {
      await this.world.settling.wait(this.id)
      this.#tellAnswer(this.#head, durationMs, failure)
    }
    if (failure) {
      const error = { code: failure.code, message: failure.message }
      this.world.recorder.record({ type: 'exchange.failed', exchange: this.id, error, durationMs })
    }
    this.world.over(this.id)
  }

  #tellAnswer(
    { status, statusText, headers }: WireHead,
    durationMs: number,
    failure: ExchangeFailure | null,
  ): void {
    const bytes = Buffer.concat(this.#kept).subarray(0, LIMITS.response.keptBodyBytes)
    const body = toResponseBody({ bytes, length: this.#bytes, complete: true, failure })
    const response = { status, statusText, headers, body }
    this.world.recorder.record({ type: 'response.received', exchange: this.id, response, durationMs })
    // Judged by the rules, as if its jar were empty: nobody but the browser knows what it really holds.
    const jar = new CookieJar(() => this.world.now())
    const context = requestContext(this.request.method, this.request.url, null)
    for (const [name, line] of headers) {
      if (name.toLowerCase() === 'set-cookie')
        jar.receive(line, context).forEach((verdict) => this.#judged(verdict))
    }
  }

  #judged(verdict: Verdict): void {
    this.world.recorder.record({ type: 'cookie.judged', exchange: this.id, browser: REAL_TAB, verdict })
  }
}

function cookiesOf(headers: HeaderList): { name: string; value: string }[] {
  const lines = headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, line]) => line.split(';'))
  return lines.slice(0, 60).flatMap((pair) => {
    const [name = '', ...value] = pair.trim().split('=')
    return name === '' ? [] : [{ name, value: value.join('=') }]
  })
}

function sentVerdict({ name, value }: { name: string; value: string }): Verdict {
  return {
    direction: 'out',
    outcome: 'sent',
    code: 'sent-by-real-browser',
    rule: 'A real browser decided',
    section: 'RFC 6265bis 5.8.3',
    sentence: `The real browser sent “${name.slice(0, 80)}” from its own jar.`,
    name,
    value,
    raw: null,
  }
}
