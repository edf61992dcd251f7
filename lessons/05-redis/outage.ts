import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import type { TraceEventOf } from '../../protocol/trace-event'
import { answered, goesTo, pathname, sameRun, startsBetween } from '../kit/checks'
import { appDeathAfter, engineStarts, engineStops, isAppUp, isEngineDown } from '../kit/engine-checks'

export const STORE = 'RedisStore'

/** The app could not do without Redis: it ended when Redis did. */
export function diedWithRedis(trace: TraceModel): TraceEventOf<'app.ended'> | null {
  const deaths = engineStops(trace, 'redis').map((stop) => appDeathAfter(trace, stop.id))
  return deaths.findLast((death) => death !== null) ?? null
}

/** The same processes ran when Redis ended and when it was back. */
export function outlivedRedis(trace: TraceModel): boolean {
  return engineStops(trace, 'redis').some((stop) => {
    const back = engineStarts(trace, 'redis').find(({ id }) => id > stop.id)
    if (!back || startsBetween(trace, stop.id, back.id) > 0) return false
    return isAppUp(trace, stop.id) && isAppUp(trace, back.id)
  })
}

/** Requests that needed Redis while it was ended, answered or given up. */
export function askedWhileDown(trace: TraceModel): ExchangeView[] {
  return trace.exchanges.filter(
    (visit) =>
      visit.state !== 'open' && needsSession(visit) && isEngineDown(trace, 'redis', visit.firstEventId),
  )
}

/** A guard may stand above the session and answer in its place, without a word to the store. */
const needsSession = (visit: ExchangeView): boolean =>
  visit.storeCalls.length > 0 || goesTo('/basket')(visit) || pathname(visit).startsWith('/add/')

const QUICK_MS = 1500
/** A command that waits in the client’s queue is refused after five seconds, and a busy machine takes some of them without any. */
const QUICK_REFUSAL_MS = 4000
export const isRefusal = (visit: ExchangeView): boolean => (visit.response?.status ?? 0) >= 500
export const isQuick = (visit: ExchangeView): boolean =>
  (visit.durationMs ?? Infinity) < (isRefusal(visit) ? QUICK_REFUSAL_MS : QUICK_MS)

/** The first good answer of the same process after Redis came back. */
export function recovery(trace: TraceModel, refused: ExchangeView): ExchangeView | null {
  const start = engineStarts(trace, 'redis').find(({ id }) => id > refused.lastEventId)
  if (!start) return null
  const later = answered(trace).find(
    (visit) =>
      visit.firstEventId > start.id &&
      visit.storeCalls.length > 0 &&
      (visit.response?.status ?? 500) < 400 &&
      sameRun(trace, refused, visit),
  )
  return later ?? null
}
