import type { TraceEvent } from '../trace-event'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import { stateKey } from './state-key'
import type { TraceModel } from './views'

/** Events after `from`, up to and with `to`. */
export interface Span {
  from: number
  to: number
}

/**
 * The trace as if nobody had sent anything in these spans: their exchanges are gone, the answers that came later
 * included. The states they ended in still hold, said again, and what was emptied by hand was emptied. Ids stay.
 */
export function traceWithout(trace: TraceModel, spans: readonly Span[]): TraceModel {
  const first = trace.events[0]?.id ?? Infinity
  if (spans.every(({ to }) => to < first)) return trace
  const spanAt = (id: number) => spans.findIndex(({ from, to }) => id > from && id <= to)
  const begun = new Map(trace.exchanges.map(({ id, firstEventId }) => [id, spanAt(firstEventId)]))
  const spanOf = (event: TraceEvent) => begun.get(exchangeOf(event) ?? '') ?? spanAt(event.id)

  const ended = spans.map(() => new Map<string, TraceEvent>())
  for (const event of trace.events) {
    const states = ended[spanOf(event)]
    if (states) hold(states, event)
  }
  const held = new Set(ended.flatMap((states) => [...states.values()]))
  const kept = trace.events.flatMap((event) => {
    if (spanOf(event) < 0 || isEmptying(event)) return [event]
    return held.has(event) ? [Object.assign({}, event, { repeated: true as const })] : []
  })
  return extendTrace(EMPTY_TRACE, kept)
}

const exchangeOf = (event: TraceEvent): string | null => ('exchange' in event ? event.exchange : null)

function hold(states: Map<string, TraceEvent>, event: TraceEvent): void {
  // A new run: what became of the one before, and the stores it made, no longer count.
  if (event.type === 'run.started') for (const key of states.keys()) if (key.startsWith(RUN)) states.delete(key)
  const key = stateKey(event) ?? runKey(event)
  if (key !== null) states.set(key, event)
}

const RUN = 'run '

/** The run that a span leaves behind is the one that goes on, or has ended: how it began, its end, and each store it made. */
function runKey(event: TraceEvent): string | null {
  switch (event.type) {
    case 'run.started':
      return `${RUN}start`
    // An end does not take its place: that the start came off stays true.
    case 'run.ready':
    case 'run.failed':
      return `${RUN}outcome`
    case 'app.ended':
      return event.reason === 'replaced' ? null : `${RUN}end`
    case 'store.made':
      return `${RUN}made ${String(event.id)}`
    default:
      return null
  }
}

const isEmptying = (event: TraceEvent): boolean =>
  event.type === 'stores.emptied' || (event.type === 'jar.changed' && event.reason === 'cleared')
