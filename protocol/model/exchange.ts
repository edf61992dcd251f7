import { takeApart } from '../cookie-anatomy'
import type { HeaderList } from '../exchange'
import type { TraceEvent, TraceEventOf } from '../trace-event'
import { stepOf } from './steps'
import { stillWaiting } from './still-waiting'
import { summarise } from './summary'
import type { ExchangeView } from './views'

/** A view of an exchange that has just begun. */
export function beginExchange(event: TraceEventOf<'exchange.started'>, number: number): ExchangeView {
  return {
    id: event.exchange,
    number,
    browser: event.browser,
    method: event.method,
    url: event.url,
    path: pathOf(event.url),
    initiator: event.initiator,
    redirectOf: event.redirectOf,
    instance: null,
    firstEventId: event.id,
    lastEventId: event.id,
    startedAt: event.at,
    state: 'open',
    request: null,
    response: null,
    error: null,
    durationMs: null,
    sidSent: null,
    sidSet: null,
    sid: null,
    sentVerdicts: [],
    receivedVerdicts: [],
    sessionCookie: null,
    before: null,
    after: null,
    decisions: [],
    storeCalls: [],
    commands: [],
    console: [],
    errors: [],
    steps: [],
    summary: '',
  }
}

/** The view with one more of its events; `events` are those of the whole trace up to it. */
export function growExchange(
  view: ExchangeView,
  event: TraceEvent,
  events: readonly TraceEvent[],
): ExchangeView {
  const known = { ...view, ...learn(view, event, events), lastEventId: event.id }
  const grown = { ...known, sid: known.after?.sid ?? known.before?.sid ?? known.sidSet ?? known.sidSent }
  const step = stepOf(event, grown)
  return { ...grown, steps: step ? [...grown.steps, step] : grown.steps, summary: summarise(grown) }
}

function learn(view: ExchangeView, event: TraceEvent, events: readonly TraceEvent[]): Partial<ExchangeView> {
  switch (event.type) {
    case 'cookie.judged':
      return event.verdict.direction === 'out'
        ? { sentVerdicts: [...view.sentVerdicts, event.verdict] }
        : { receivedVerdicts: [...view.receivedVerdicts, event.verdict] }
    case 'request.sent':
      return { request: event.request, instance: event.instance, sidSent: sidInCookie(event.request.headers) }
    case 'session.cookie':
      return { sessionCookie: event, sidSent: idOf(event) }
    case 'session':
      return event.moment === 'before' ? { before: event } : { after: event }
    case 'decision':
      return { decisions: [...view.decisions, event] }
    case 'store.called':
      return { storeCalls: [...view.storeCalls, callOf(event)] }
    case 'store.answered':
      return {
        storeCalls: view.storeCalls.map((call) =>
          call.call === event.call ? { ...call, ...answerOf(event) } : call,
        ),
      }
    case 'engine.command':
      return { commands: [...view.commands, event] }
    case 'console':
      return { console: [...view.console, event] }
    case 'app.error':
      return { errors: [...view.errors, event] }
    case 'response.received':
      return {
        state: 'done',
        response: event.response,
        durationMs: event.durationMs,
        sidSet: sidInSetCookie(event.response.headers, view),
      }
    case 'exchange.failed':
      return { state: 'failed', error: explained(event, view, events), durationMs: event.durationMs }
    default:
      return {}
  }
}

/** Who never answered may wait for its store: that is the reason then. */
function explained(
  { error }: TraceEventOf<'exchange.failed'>,
  { storeCalls }: ExchangeView,
  events: readonly TraceEvent[],
): ExchangeView['error'] {
  const reason = error.code === 'timeout' ? stillWaiting(storeCalls, events) : null
  return reason === null ? error : { ...error, message: `${error.message} ${reason}` }
}

function callOf(event: TraceEventOf<'store.called'>): ExchangeView['storeCalls'][number] {
  const { call, op, store, sid } = event
  return {
    call,
    op,
    store,
    sid,
    calledId: event.id,
    answeredId: null,
    outcome: null,
    durationUs: null,
    error: null,
  }
}

const answerOf = (event: TraceEventOf<'store.answered'>) => ({
  answeredId: event.id,
  outcome: event.outcome,
  durationUs: event.durationUs,
  error: event.error,
})

function pathOf(url: string): string {
  const rest = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '')
  return rest === '' ? '/' : rest
}

/** A session that lives in its cookie has no id. */
const idOf = ({ sid, raw, library }: TraceEventOf<'session.cookie'>): string | null =>
  sid ?? (raw === null || library ? null : bareId(raw))

const bareId = (value: string): string | null => takeApart(value)?.sid ?? (value === '' ? null : value)

function sidInCookie(headers: HeaderList): string | null {
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== 'cookie') continue
    for (const pair of value.split('; ')) {
      const apart = takeApart(pair.slice(pair.indexOf('=') + 1))
      if (apart) return apart.sid
    }
  }
  return null
}

/** The id in Set-Cookie: the session cookie by name when the app's is known, else any signed value. */
function sidInSetCookie(headers: HeaderList, view: ExchangeView): string | null {
  const wanted = view.sessionCookie?.name
  if (view.sessionCookie?.library) return null
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== 'set-cookie') continue
    const [pair = ''] = value.split(';', 1)
    const equals = pair.indexOf('=')
    if (wanted !== undefined && pair.slice(0, equals).trim() !== wanted) continue
    const apart = takeApart(pair.slice(equals + 1))
    if (apart) return apart.sid
  }
  return null
}
