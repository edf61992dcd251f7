import type { EngineView } from '../engine'
import { ENGINE_NAMES } from '../engine-name'
import { storeKindOf } from '../store-classes'
import type { TraceEvent } from '../trace-event'
import type { StoreCallView } from './views'

/** What an app that never answered still waits for, and how it is with the engine behind it; null when it waits for no store. */
export function stillWaiting(calls: readonly StoreCallView[], events: readonly TraceEvent[]): string | null {
  const open = calls.findLast((call) => call.outcome === null && call.op !== 'generate')
  if (!open) return null
  const engine = engineOf(open.store, events)
  const state = engine && trouble(engine)
  return `It still waits for the store’s ${open.op}${state ? `; ${state}` : ''}.`
}

function engineOf(store: string, events: readonly TraceEvent[]): EngineView | null {
  const kind = storeKindOf(store)
  const last = events.findLast((event) => event.type === 'engine.changed' && event.engine.source.kind === kind)
  return last?.type === 'engine.changed' ? last.engine : null
}

function trouble({ source, state, latencyMs }: EngineView): string | null {
  const name = ENGINE_NAMES[source.kind]
  if (state === 'stopped') return `${name} is stopped`
  if (state === 'failed') return `${name} does not run`
  return latencyMs > 0 ? `${name} gives every answer ${String(latencyMs)} ms later` : null
}
