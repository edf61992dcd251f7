import { setTimeout as delay } from 'node:timers/promises'
import type { Exchange, ExchangeId, HeaderList } from '../../protocol/exchange'
import { schemeFault } from './address'
import type { BrowserWorld } from './browser-world'
import { composeHeaders } from './compose-headers'
import { corsNote } from './cors'
import type { ExchangeFailure } from './exchange-failure'
import { ExchangeLog } from './exchange-log'
import { headerFault } from './header-syntax'
import type { CookieJar } from './jar'
import { type Redirect, redirectOf } from './redirect'
import type { RequestContext } from './request-context'
import { toResponseBody } from './response-body'
import { cookieByHand } from './rules/cookie-by-hand'
import { LINES_JUDGED, linesLeftOut } from './rules/line-limit'
import { wireFailure } from './wire/wire-failure'
import type { WireBody, WireHead, WireResponse } from './wire/wire-message'

/** One request as it is about to be made. */
export interface PlannedExchange {
  context: RequestContext
  /** Headers the learner wrote. */
  written: HeaderList
  body: string | null
  redirectOf: ExchangeId | null
  follow: boolean
  /** What the browser changed about the request as written, in a sentence. */
  remark: string | null
  /** Known beforehand to lead nowhere. */
  failure: ExchangeFailure | null
  /** What was typed or said, when it is no address; null otherwise. */
  unreadable: string | null
}

export interface PerformedExchange {
  id: ExchangeId
  /** null when no answer came. */
  head: WireHead | null
  /** Where to go next; null when the journey ends here. */
  redirect: Redirect | null
  result(): Exchange
}

/** How long an answer’s end is awaited before its cookies are told without it. */
const GRACE_MS = 50

/** Makes one exchange: cookies out, request, answer, cookies in; each told to the trace in that order. */
export async function performExchange(
  world: BrowserWorld,
  browser: string,
  jar: CookieJar,
  plan: PlannedExchange,
): Promise<PerformedExchange> {
  const { context } = plan
  const log = new ExchangeLog(world, browser, jar, {
    method: context.method,
    url: plan.unreadable ?? context.url.href,
    initiator: context.initiator,
    redirectOf: plan.redirectOf,
  })
  const failure = plan.failure ?? schemeFault(context.url, world.https()) ?? headerFault(plan.written)
  if (failure) return ended(log, failure)
  const request = attach(world, browser, jar, plan, log)
  let response: WireResponse
  try {
    response = await world.transport(request.outgoing, {
      sending: (instance) => {
        log.sent(instance, request.note)
      },
    })
  } catch (error) {
    return ended(log, wireFailure(error))
  }
  return await receive(jar, plan, response, log)
}

function ended(log: ExchangeLog, failure: ExchangeFailure): PerformedExchange {
  log.failed(failure)
  return { id: log.id, head: null, redirect: null, result: () => log.result() }
}

/** Judges the jar’s cookies for this request and composes it. */
function attach(world: BrowserWorld, browser: string, jar: CookieJar, plan: PlannedExchange, log: ExchangeLog) {
  const { context, written, body } = plan
  const over = jar.expire()
  log.judged(over)
  if (over.length > 0) log.jarChanged('expired')
  const byHand = written.filter(([name]) => name.toLowerCase() === 'cookie').map(([, value]) => value)
  const { header, verdicts } = jar.select(context)
  log.judged(byHand.length > 0 ? cookieByHand(byHand.join('; '), verdicts) : verdicts)
  const bytes = body === null ? null : Buffer.from(body, 'utf8')
  const { headers, dropped } = composeHeaders({
    browser,
    context,
    written,
    cookie: header,
    bodyLength: bytes?.length ?? null,
    proxy: world.https(),
  })
  const { method, url } = context
  log.composed({ method, url: url.href, headers, body })
  return {
    outgoing: { exchange: log.id, method, target: url.pathname + url.search, headers, body: bytes },
    note: noteOf(plan.remark, dropped),
  }
}

function noteOf(remark: string | null, dropped: readonly string[]): string | null {
  const left =
    dropped.length > 0 ? `Left out, because the browser or the proxy decides it: ${dropped.join(', ')}.` : null
  return [remark, left].filter((each) => each !== null).join(' ') || null
}

async function receive(
  jar: CookieJar,
  { context, follow }: PlannedExchange,
  response: WireResponse,
  log: ExchangeLog,
): Promise<PerformedExchange> {
  const lines = response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie')
  const leftOut = linesLeftOut(lines.length)
  const verdicts = lines.slice(0, LINES_JUDGED).flatMap(([, line]) => jar.receive(line, context))
  if (leftOut) verdicts.push(leftOut)
  const note = context.preflight ? null : corsNote(response, context)
  const tellCookies = () => {
    log.judged(verdicts)
    if (verdicts.some(({ outcome }) => outcome !== 'rejected')) log.jarChanged('response')
  }
  const tellResponse = (body: WireBody) => {
    const { status, statusText, headers } = response
    log.received({ status, statusText, headers, body: toResponseBody(body) }, note)
  }
  // An answer the page may not read is not followed either (Fetch standard 4.3).
  const redirect = follow && note === null ? redirectOf(response, context) : null
  const early = await settled(response, redirect !== null)
  if (!early && redirect === null) {
    tellCookies()
    const body = await response.body
    tellResponse(body)
    if (body.failure) log.failed(body.failure)
  } else {
    const body = early ?? response.soFar()
    tellResponse(body)
    tellCookies()
    if (body.failure && redirect === null) log.failed(body.failure)
  }
  return { id: log.id, head: response, redirect, result: () => log.result(toResponseBody(response.soFar())) }
}

/** The whole body if it is here at once or nearly; a redirect does not wait for it, as in a browser. */
async function settled(response: WireResponse, atOnce: boolean): Promise<WireBody | null> {
  await new Promise((resolve) => setImmediate(resolve))
  if (response.soFar().complete) return response.soFar()
  if (atOnce) return null
  const controller = new AbortController()
  const late = delay(GRACE_MS, null, { signal: controller.signal }).catch(() => null)
  const first = await Promise.race([response.body, late])
  controller.abort()
  return first
}
