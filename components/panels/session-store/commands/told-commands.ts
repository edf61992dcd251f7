import type { EngineKind } from '@/protocol/engine'
import type { TraceEvent, TraceEventOf } from '@/protocol/trace-event'

const MOST = 200

export interface ToldCommands {
  /** Oldest first. */
  commands: readonly TraceEventOf<'engine.command'>[]
  /** Before the first of them, and commands of a burst that were not told one by one. */
  left: number
}

interface Wanted {
  kind: EngineKind
  /** Event id up to which the world is shown. */
  cursor: number
  /** Only those of this exchange; null: all. */
  exchange: string | null
}

/** What the app said to one kind of engine up to the cursor, the last ones of it. */
export function toldCommands(events: readonly TraceEvent[], { kind, cursor, exchange }: Wanted): ToldCommands {
  const commands: TraceEventOf<'engine.command'>[] = []
  let left = 0
  for (const event of events) {
    if (event.id > cursor) break
    if (event.type === 'engine.commands-skipped' && exchange === null) left += event.skipped
    if (event.type !== 'engine.command' || event.kind !== kind) continue
    if (exchange === null || event.exchange === exchange) commands.push(event)
  }
  const over = Math.max(0, commands.length - MOST)
  return { commands: commands.slice(over), left: left + over }
}
