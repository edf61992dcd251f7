import type { EngineKind } from '@/protocol/engine'
import type { TraceEvent, TraceEventOf } from '@/protocol/trace-event'

const MOST = 200

/** One line of the list: the app's own, or what the learner asked by hand. */
export type ToldCommand = TraceEventOf<'engine.command' | 'engine.asked'>

export interface ToldCommands {
  /** Oldest first. */
  commands: readonly ToldCommand[]
  /** Before the first of them, and commands of a burst that were not told one by one. */
  left: number
}

interface Wanted {
  kind: EngineKind
  /** Event id up to which the world is shown. */
  cursor: number
  /** Only those of this exchange, and what was asked by hand since it began; null: all. */
  exchange: { id: string; firstEventId: number } | null
}

export const isByHand = ({ type }: Pick<ToldCommand, 'type'>): boolean => type === 'engine.asked'

/** What was said to an engine, whoever said it. */
export const isTold = (event: TraceEvent, kind: EngineKind): event is ToldCommand =>
  (event.type === 'engine.command' || event.type === 'engine.asked') && event.kind === kind

/** What one kind of engine was told up to the cursor, the last ones of it. */
export function toldCommands(events: readonly TraceEvent[], { kind, cursor, exchange }: Wanted): ToldCommands {
  const commands: ToldCommand[] = []
  let left = 0
  for (const event of events) {
    if (event.id > cursor) break
    if (exchange === null) left += skippedOf(event, kind)
    if (isTold(event, kind) && (exchange === null || belongsTo(event, exchange))) commands.push(event)
  }
  const over = Math.max(0, commands.length - MOST)
  return { commands: commands.slice(over), left: left + over }
}

const skippedOf = (event: TraceEvent, kind: EngineKind): number =>
  event.type === 'engine.commands-skipped' && (event.kind ?? kind) === kind ? event.skipped : 0

const belongsTo = (event: ToldCommand, { id, firstEventId }: NonNullable<Wanted['exchange']>): boolean =>
  event.type === 'engine.command' ? event.exchange === id : event.id > firstEventId
