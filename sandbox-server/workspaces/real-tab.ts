import type { Verdict } from '../../protocol/cookie'
import { IN_BRIEF } from '../../protocol/exchange-header'
import type { HeaderList } from '../../protocol/exchange'
import { LIMITS } from '../../protocol/limits'
import { REAL_TAB } from '../../protocol/real-tab'
import type { ExchangeFailure } from '../browsers/exchange-failure'
import { CookieJar } from '../browsers/jar'
import { requestContext } from '../browsers/request-context'
import { toResponseBody } from '../browsers/response-body'
import type { WireHead } from '../browsers/wire/wire-message'
import type { Recorder } from '../tracing/recorder'
import { DetailBudget } from './detail-budget'
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
  /** A request came, to be told in brief or whole; returns its exchange's id. */
  arrive(brief: boolean): string
  /** An exchange is over: stores may have changed. */
  over(exchange: string): void
}

/** What is known of a request's body when its head leaves. */
export interface SeenBody {
  /** The start of it; null: there is none. */
  text: string | null
  /** What is missing of it, in a sentence. */
  note?: string
}

const BRIEFLY =
  'More requests came at once than the lab follows in detail. Of this one it keeps the request and the answer, not what happened inside the app.'

/**
 * Real tabs and curl, as one more browser of the trace. Its own jar is its secret: the lab knows what it sent with
 * this request, and what apps set before.
 */
export class RealTab {
  readonly #jar: CookieJar
  readonly #budget = new DetailBudget()

  constructor(private readonly world: TabWorld) {
    this.#jar = new CookieJar(() => world.now())
  }

  begin(request: TabRequest): TabExchange {
    const sent = cookiesOf(request.headers)
    this.#jar.learn(sent, requestContext(request.method, request.url, null))
    const brief = !this.#budget.take()
    const exchange = new TabExchange(this.world, this.#jar, this.world.arrive(brief), request, brief)
    if (!brief) exchange.sent(sent)
    return exchange
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
    private readonly jar: CookieJar,
    readonly id: string,
    private readonly request: TabRequest,
    /** Only the request and the answer are told. */
    private readonly brief: boolean,
  ) {
    const { method, url } = request
    const about = { browser: REAL_TAB, method, url: url.href, initiator: null, redirectOf: null }
    world.recorder.record({ type: 'exchange.started', exchange: id, ...about })
  }

  /** The cookies it came with. */
  sent(cookies: readonly SentCookie[]): void {
    for (const cookie of cookies) this.#judged(sentVerdict(cookie))
  }

  /** What names it to the app's process. */
  get tag(): string {
    return this.brief ? this.id + IN_BRIEF : this.id
  }

  /** The head is about to leave. */
  sending(instance: number, { text, note }: SeenBody = { text: null }): void {
    const { method, url, headers } = this.request
    const request = { method, url: url.href, headers, body: text }
    const notes = [note, this.brief ? BRIEFLY : undefined].filter((each) => each !== undefined)
    const remark = notes.length === 0 ? {} : { note: notes.join(' ') }
    this.world.recorder.record({ type: 'request.sent', exchange: this.id, instance, request, ...remark })
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
    try {
      if (this.#head) {
        await this.world.settling.wait(this.id)
        this.#tellAnswer(this.#head, durationMs, failure)
      }
      if (failure) {
        const error = { code: failure.code, message: failure.message }
        this.world.recorder.record({ type: 'exchange.failed', exchange: this.id, error, durationMs })
      }
    } finally {
      this.world.over(this.id)
    }
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
    const lines = headers.filter(([name]) => name.toLowerCase() === 'set-cookie')
    if (lines.length === 0) return
    const context = requestContext(this.request.method, this.request.url, null)
    for (const [, line] of lines) {
      this.jar.receive(line, context).forEach((verdict) => this.#judged(verdict))
    }
  }

  #judged(verdict: Verdict): void {
    if (this.brief) return
    this.world.recorder.record({ type: 'cookie.judged', exchange: this.id, browser: REAL_TAB, verdict })
  }
}

interface SentCookie {
  name: string
  value: string
}

function cookiesOf(headers: HeaderList): SentCookie[] {
  const lines = headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, line]) => line.split(';'))
  return lines.slice(0, 60).flatMap((pair) => {
    const [name = '', ...value] = pair.trim().split('=')
    return name === '' ? [] : [{ name, value: value.join('=') }]
  })
}

function sentVerdict({ name, value }: SentCookie): Verdict {
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
