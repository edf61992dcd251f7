import type { TimelineRow, TraceModel } from './views'

/** A name for a row that stays its own while the row grows. */
export const rowKey = (row: TimelineRow): string =>
  row.type === 'exchange' ? row.exchange.id : `life-${String(row.life.firstEventId)}`

/** The event a row began with. */
export const rowStart = (row: TimelineRow): number =>
  row.type === 'exchange' ? row.exchange.firstEventId : row.life.firstEventId

/**
 * Index of the row the cursor stands in: the exchange of the event there, or the row that ends with it; else the last
 * row that began before it. Rows may overlap: requests sent side by side, a run that a request waits for.
 */
export function rowAt({ events, rows }: TraceModel, cursor: number): number {
  const event = events.findLast((one) => one.id <= cursor)
  if (event) {
    const own = rows.findLastIndex((row) =>
      row.type === 'exchange'
        ? 'exchange' in event && row.exchange.id === event.exchange
        : row.life.eventId === event.id,
    )
    if (own >= 0) return own
  }
  return rows.findLastIndex((row) => rowStart(row) <= cursor)
}
