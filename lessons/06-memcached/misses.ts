import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import { answered, ownCalls, pathname, snapshotsAt } from '../kit/checks'
import { advancedBetween, ageLimit, engineEndedBetween, missedIn, wroteInto } from '../kit/engine-checks'

export const STORE = 'MemcachedStore'
export const MONTH_MS = 30 * 24 * 3600_000

/** A session that Memcached was given, and what had become of it at the next visit. */
export interface Miss {
  /** Wrote the record last. */
  writer: ExchangeView
  /** Came with its cookie and found nothing. */
  visit: ExchangeView
  /** Memcached was ended in between. */
  ended: boolean
  /** Pages that went into the cache in between. */
  pages: number
  /** The clock was moved ahead in between. */
  clock: boolean
  /** Somebody deleted a record by hand in between. */
  byHand: boolean
}

/** Every visit whose record had gone. */
export function misses(trace: TraceModel): Miss[] {
  const all = answered(trace)
  return all.flatMap((visit) => {
    if (!missedIn(visit, STORE)) return []
    const writer = all.findLast(
      (one) => one.firstEventId < visit.firstEventId && one.sid === visit.sidSent && renewed(one),
    )
    if (!writer) return []
    const [from, to] = [writer.firstEventId, visit.firstEventId]
    const between = all.filter((one) => one.firstEventId > from && one.firstEventId < to)
    return [
      {
        writer,
        visit,
        ended: engineEndedBetween(trace, 'memcached', from, to),
        pages: between.reduce((sum, one) => sum + pagesOf(one), 0),
        clock: advancedBetween(trace, from, to) > 0,
        byHand: trace.events.some(
          (event) => event.type === 'record.edited' && event.id > from && event.id < to,
        ),
      },
    ]
  })
}

/** Wrote the record, or wrote it again to renew its time. */
const renewed = (visit: ExchangeView) =>
  wroteInto(visit, STORE) || ownCalls(visit, 'touch').some((call) => call.outcome === 'ok')

/** How many pages a request put into the cache. */
export function pagesOf(visit: ExchangeView): number {
  const count = /^\/busy\/(\d+)$/.exec(pathname(visit))?.[1]
  return count !== undefined && (visit.response?.status ?? 500) < 400 ? Number(count) : 0
}

/** Lost without an accident: nothing was ended, nothing deleted, no time went by. */
const isQuiet = ({ ended, clock, byHand }: Miss) => !ended && !clock && !byHand

/** The record had to make room for others. */
export const wasEvicted = (miss: Miss): boolean => isQuiet(miss) && miss.pages > 0

/** The record was given more time than Memcached understands, and was over at once. */
export const wasOverAtOnce = (miss: Miss): boolean =>
  isQuiet(miss) && miss.pages === 0 && (ageLimit(miss.writer) ?? 0) > MONTH_MS

/** How many entries Memcached has thrown out, as it tells itself; null when it does not. */
export function evictions(trace: TraceModel): number | null {
  const snapshot = snapshotsAt(trace, 'memcached', trace.lastId).at(-1)
  const count = Number(snapshot?.facts?.evictions)
  return Number.isFinite(count) ? count : null
}
