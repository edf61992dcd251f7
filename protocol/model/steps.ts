import { takeApart } from '../cookie-anatomy'
import { isRefusalOrLoss } from '../decision-trouble'
import type { HeaderList } from '../exchange'
import type { TraceEvent, TraceEventOf } from '../trace-event'
import { commandLabel, isSql, sidOf } from './command-words'
import { describeChanges, sessionChanges } from './session-change'
import type { ExchangeView, Lane, Step } from './views'

type Draft = Omit<Step, 'eventId'>

const note = (lane: Lane, kind: Step['kind'], label: string, rest: Partial<Draft> = {}): Draft => ({
  from: lane,
  to: lane,
  kind,
  label,
  sid: null,
  sentence: null,
  tone: 'plain',
  ...rest,
})

/** The line an event adds to its exchange's story, or null when it adds none. `view` already knows the event. */
export function stepOf(event: TraceEvent, view: ExchangeView): Step | null {
  const draft = draftOf(event, view)
  return draft && { eventId: event.id, ...draft }
}

function draftOf(event: TraceEvent, view: ExchangeView): Draft | null {
  switch (event.type) {
    case 'cookie.judged':
      return ofVerdict(event)
    case 'request.sent':
      return {
        ...note('browser', 'request', hasHeader(event.request.headers, 'cookie') ? 'Cookie' : 'no Cookie'),
        to: 'server',
        sid: view.sidSent,
        sentence: event.note ?? null,
      }
    case 'decision':
      return ofDecision(event)
    case 'store.called':
      return event.op === 'generate'
        ? null
        : { ...note('server', 'store-call', event.op), to: 'store', sid: event.sid }
    case 'store.answered':
      return event.op === 'generate' ? null : ofAnswer(event)
    case 'engine.command':
      return ofCommand(event, view)
    case 'session':
      return event.moment === 'after' ? ofSession(event, view) : null
    case 'console':
      return note('server', 'console', event.text.trim().slice(0, 80), {
        tone: event.stream === 'stderr' ? 'attention' : 'quiet',
      })
    case 'app.error':
      return note('server', 'error', event.fault.message.slice(0, 80), {
        sentence: event.fault.hint,
        tone: 'bad',
      })
    case 'response.received':
      return { ...note('server', 'response', responseLabel(event)), to: 'browser', sid: view.sidSet }
    case 'exchange.failed':
      return {
        ...note('server', 'error', 'no answer', {
          sentence: (view.error ?? event.error).message,
          tone: 'bad',
        }),
        to: 'browser',
      }
    default:
      return null
  }
}

const hasHeader = (headers: HeaderList, name: string): boolean =>
  headers.some(([key]) => key.toLowerCase() === name)

function responseLabel({ response }: TraceEventOf<'response.received'>): string {
  return `${String(response.status)}, ${hasHeader(response.headers, 'set-cookie') ? 'Set-Cookie' : 'no Set-Cookie'}`
}

function ofVerdict({ verdict }: TraceEventOf<'cookie.judged'>): Draft {
  const refused = verdict.outcome === 'rejected'
  const quiet = verdict.outcome === 'sent' || verdict.outcome === 'withheld'
  const tone = refused ? 'attention' : quiet ? 'quiet' : 'plain'
  return note('browser', 'verdict', `${verdict.name} ${verdict.outcome}`, {
    sid: takeApart(verdict.value)?.sid ?? null,
    sentence: verdict.sentence,
    tone,
  })
}

const TAKEN: Record<TraceEventOf<'decision'>['kind'], string> = {
  skip: 'no session here',
  load: 'load the session',
  generate: 'make a new session',
  destroy: 'destroy',
  save: 'save',
  touch: 'touch',
  'set-cookie': 'set the cookie',
}
const NOT_TAKEN: typeof TAKEN = {
  skip: 'go on',
  load: 'nothing to load',
  generate: 'no new session',
  destroy: 'keep the record',
  save: 'no save',
  touch: 'no touch',
  'set-cookie': 'no Set-Cookie',
}
/** Said by another step already. */
const SILENT = new Set([
  'destroy session-present',
  'touch saved-instead',
  'touch new-session',
  'touch no-session',
  'save no-session',
  'skip unknown',
])

function ofDecision(event: TraceEventOf<'decision'>): Draft | null {
  if (!event.taken && SILENT.has(`${event.kind} ${event.reason}`)) return null
  const tone = isRefusalOrLoss(event.reason) ? 'attention' : event.taken ? 'plain' : 'quiet'
  const label = event.taken ? TAKEN[event.kind] : NOT_TAKEN[event.kind]
  return note('server', 'decision', label, { sid: event.sid, sentence: event.sentence, tone })
}

function ofAnswer(event: TraceEventOf<'store.answered'>): Draft {
  const words = { hit: 'found', miss: 'nothing there', ok: 'done', error: 'error' }[event.outcome]
  const tone = event.outcome === 'error' ? 'bad' : event.outcome === 'miss' ? 'attention' : 'plain'
  return {
    ...note('store', 'store-answer', `${words}, ${milliseconds(event.durationUs / 1000)}`, {
      tone,
      sentence: event.error,
    }),
    to: 'server',
    sid: event.sid,
  }
}

/** What the store's module said to its server: a word on the wire behind the call. */
function ofCommand(event: TraceEventOf<'engine.command'>, view: ExchangeView): Draft {
  const sid = sidOf(event, view)
  const failed = event.outcome === 'error'
  return note('store', 'command', `${commandLabel(event, sid)}, ${milliseconds(event.durationUs / 1000)}`, {
    sid,
    sentence: failed ? event.reply : isSql(event) ? event.text : null,
    tone: failed ? 'bad' : 'quiet',
  })
}

function ofSession(event: TraceEventOf<'session'>, view: ExchangeView): Draft | null {
  const changes = sessionChanges(view.before?.data ?? null, event.data)
  if (event.data === null) return note('server', 'session', 'req.session is gone', { tone: 'attention' })
  if (changes.length === 0) return null
  return note('server', 'session', describeChanges(changes), { sid: event.sid })
}

/** `0.4 ms`, `12 ms`. */
export function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`
}
