import type { TimelineRow, TraceModel } from '@/protocol/model/views'

/** A name for a row that stays its own while the row grows. */
export const rowKey = (row: TimelineRow): string =>
  row.type === 'exchange' ? row.exchange.id : `life-${String(row.life.firstEventId)}`

/** Index of the row the cursor stands in: the exchange of the event there, else the last row that began before it. */
export function rowAt({ events, rows }: TraceModel, cursor: number): number {
  const event = events.findLast((one) => one.id <= cursor)
  const id = event && 'exchange' in event ? event.exchange : null
  if (id !== null) {
    const own = rows.findLastIndex((row) => row.type === 'exchange' && row.exchange.id === id)
    if (own >= 0) return own
  }
  return rows.findLastIndex((row) => start(row) <= cursor)
}

const start = (row: TimelineRow): number =>
  row.type === 'exchange' ? row.exchange.firstEventId : row.life.firstEventId
