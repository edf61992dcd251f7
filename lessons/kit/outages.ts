import type { EngineKind } from '../../protocol/engine'
import type { TraceModel } from '../../protocol/model/views'

/** A time for which a store server was down: the events at which it went and at which it was back (Infinity: not yet). */
export interface Outage {
  kind: EngineKind
  from: number
  to: number
}

/** All outages, oldest first. */
export function outages(trace: TraceModel, wanted: EngineKind | null = null): Outage[] {
  const found: Outage[] = []
  for (const event of trace.events) {
    if (event.type !== 'engine.changed') continue
    const { kind } = event.engine.source
    if (wanted !== null && kind !== wanted) continue
    const open = found.findLast((one) => one.kind === kind && one.to === Infinity)
    const isDown = event.engine.state === 'stopped' || event.engine.state === 'failed'
    if (isDown && !open) found.push({ kind, from: event.id, to: Infinity })
    else if (!isDown && open) open.to = event.id
  }
  return found
}
