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

  const latest = new Map<string, TraceEvent>()
  for (const event of trace.events) {
    const [span, key] = [spanOf(event), stateKey(event) ?? runKey(event)]
    if (span >= 0 && key !== null) latest.set(`${String(span)} ${key}`, event)
  }
  const held = new Set(latest.values())
  const kept = trace.events.flatMap((event) => {
    if (spanOf(event) < 0 || isEmptying(event)) return [event]
    return held.has(event) ? [Object.assign({}, event, { repeated: true as const })] : []
  })
  return extendTrace(EMPTY_TRACE, kept)
}

const exchangeOf = (event: TraceEvent): string | null => ('exchange' in event ? event.exchange : null)

/** The run that a span leaves behind is the one that goes on. */
function runKey({ type }: TraceEvent): string | null {
  if (type === 'run.ready' || type === 'run.failed') return 'run outcome'
  return type === 'run.started' ? type : null
}

const isEmptying = (event: TraceEvent): boolean =>
  event.type === 'stores.emptied' || (event.type === 'jar.changed' && event.reason === 'cleared')
