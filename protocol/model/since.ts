import type { TraceEvent } from '../trace-event'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import { stateKey } from './state-key'
import type { TraceModel } from './views'

/** The trace after an event, with the states that held then: jars, stores, settings, clock, engines. Ids stay. */
export function traceSince(trace: TraceModel, eventId: number): TraceModel {
  const held = new Map<string, TraceEvent>()
  for (const event of trace.events) {
    if (event.id > eventId) break
    const key = stateKey(event)
    if (key !== null) held.set(key, event)
  }
  const states = [...held.values()].sort((a, b) => a.id - b.id)
  return extendTrace(EMPTY_TRACE, [...states, ...trace.events.filter((event) => event.id > eventId)])
}
