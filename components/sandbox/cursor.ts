import { rowAt } from '@/protocol/model/row-at'
import type { TimelineRow, TraceModel } from '@/protocol/model/views'
import type { Cursor } from './lab'

/** Where the cursor stands when a row is selected. */
export function rowEnd(row: TimelineRow): number {
  return row.type === 'exchange' ? row.exchange.lastEventId : row.life.eventId
}

/** The cursor one row up or down; past the last row it is live. */
export function rowFrom(trace: TraceModel, cursor: Cursor, by: 1 | -1): Cursor {
  const { rows } = trace
  const here = cursor === 'live' ? rows.length - 1 : rowAt(trace, cursor)
  const next = rows[here + by]
  if (next) return rowEnd(next)
  return by > 0 ? 'live' : cursor
}

/** The cursor one step of the story on or back, across exchanges and rows between them; past the last it is live. */
export function stepFrom(trace: TraceModel, cursor: Cursor, by: 1 | -1): Cursor {
  const places = trace.rows
    .flatMap((row) =>
      row.type === 'exchange' ? row.exchange.steps.map((step) => step.eventId) : [row.life.eventId],
    )
    .sort((a, b) => a - b)
  const here = cursor === 'live' ? places.length - 1 : places.findLastIndex((place) => place <= cursor)
  const next = places[here + by]
  if (next !== undefined) return next
  return by > 0 ? 'live' : cursor
}
