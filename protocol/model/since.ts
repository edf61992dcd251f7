import type { TraceEvent } from '../trace-event'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import type { TraceModel } from './views'
import { snapshotKey } from './world'

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

/** Two events with the same key: the later one says all that still counts. */
function stateKey(event: TraceEvent): string | null {
  switch (event.type) {
    case 'settings.changed':
    case 'clock.advanced':
      return event.type
    case 'jar.changed':
      return `jar ${event.browser}`
    case 'store.changed':
      return `store ${snapshotKey(event.snapshot)}`
    case 'engine.changed':
      return `engine ${event.engine.source.kind}`
    default:
      return null
  }
}
