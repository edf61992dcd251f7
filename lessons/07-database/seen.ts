import type { ExchangeView, StoreCallView, TraceModel } from '../../protocol/model/views'
import type { TraceEventOf } from '../../protocol/trace-event'
import { outages, type Outage } from '../kit/outages'
import { answered, cameBack, decided, recordAt, sameRun, startsBetween, wrote } from '../kit/checks'

/** What this lesson looks for in a trace. */

/** The store’s failures in an exchange, whatever it asked for. */
export const failures = (exchange: ExchangeView): StoreCallView[] =>
  exchange.storeCalls.filter((call) => call.outcome === 'error')

/** PostgreSQL said that the session table does not exist. */
export const missesTable = (exchange: ExchangeView): boolean =>
  failures(exchange).some((call) => /relation .* does not exist/.test(call.error ?? ''))

export const usesMemory = (exchange: ExchangeView): boolean =>
  exchange.storeCalls.some((call) => call.store === 'MemoryStore')

/** The session’s row as it was after an event. */
export const rowAt = (trace: TraceModel, sid: string | null, eventId: number = trace.lastId) =>
  sid === null ? null : recordAt(trace, 'postgres', sid, eventId)

/** The exchange wrote a row that can be seen in a table. */
export function wroteRow(trace: TraceModel, exchange: ExchangeView): boolean {
  if (!wrote(exchange) || usesMemory(exchange)) return false
  return trace.events.some(
    (event) =>
      event.type === 'store.changed' &&
      event.id > exchange.firstEventId &&
      event.snapshot.kind === 'postgres' &&
      event.snapshot.records.some((record) => record.sid === exchange.sid),
  )
}

/** Two instances of one run knew the same session, and an earlier run had written it. */
export function knownByTwo(trace: TraceModel): boolean {
  const all = answered(trace)
  return all.some((later) =>
    all.some(
      (earlier) =>
        earlier.firstEventId < later.firstEventId &&
        earlier.instance !== later.instance &&
        earlier.sid === later.sid &&
        cameBack(earlier) &&
        cameBack(later) &&
        sameRun(trace, earlier, later) &&
        all.some((first) => first.sid === later.sid && wroteRow(trace, first) && !sameRun(trace, first, later)),
    ),
  )
}

type Edited = TraceEventOf<'record.edited'>

/** Rows changed or deleted by hand, oldest first. */
export const byHand = (trace: TraceModel, action: Edited['action']): Edited[] =>
  trace.events.filter(
    (event): event is Edited =>
      event.type === 'record.edited' && event.kind === 'postgres' && event.action === action,
  )

/** A genuine cookie whose row was in the table and was not believed, because it had expired. */
export const meetsExpired = (trace: TraceModel, visit: ExchangeView): boolean =>
  decided(visit, 'load', 'record-missing') && rowAt(trace, visit.sidSent, visit.firstEventId) !== null

/** The event after which an expired row was gone, and nobody had deleted it by hand; null while it is there, or cannot be looked for. */
export function prunedAfter(trace: TraceModel, visit: ExchangeView): number | null {
  const sid = visit.sidSent
  if (sid === null || byHand(trace, 'removed').some((event) => event.sid === sid)) return null
  if (trace.events.some((event) => event.type === 'stores.emptied' && event.id > visit.firstEventId))
    return null
  const away = outages(trace, 'postgres')
  const gone = trace.events.find(
    (event) =>
      event.id > visit.firstEventId &&
      away.every(({ from, to }) => event.id < from || event.id > to) &&
      event.type === 'store.changed' &&
      event.snapshot.kind === 'postgres' &&
      rowAt(trace, sid, event.id) === null,
  )
  return gone?.id ?? null
}

/** The app answered with an error while the database was away. */
export const askedInVain = (trace: TraceModel, exchange: ExchangeView): boolean =>
  (exchange.response?.status ?? 0) >= 500 &&
  failures(exchange).length > 0 &&
  outages(trace, 'postgres').some(({ from, to }) => exchange.firstEventId > from && exchange.firstEventId < to)

/** The visit that found its row again after an outage that the app lived through, after having asked in vain; null if none. */
export function recovered(trace: TraceModel): ExchangeView | null {
  const all = answered(trace)
  const isBack = (visit: ExchangeView, { from, to }: Outage) =>
    visit.firstEventId > to &&
    cameBack(visit) &&
    startsBetween(trace, from, visit.firstEventId) === 0 &&
    all.some((one) => one.firstEventId < to && one.sidSent === visit.sid && askedInVain(trace, one))
  return outages(trace, 'postgres').flatMap((outage) => all.filter((visit) => isBack(visit, outage)))[0] ?? null
}

/** The app ended of itself between two events. */
export const diedBetween = (trace: TraceModel, from: number, to: number): boolean =>
  trace.events.some(
    (event) =>
      event.type === 'app.ended' &&
      !event.repeated &&
      event.id > from &&
      event.id < to &&
      (event.reason === 'uncaught' || event.reason === 'exit'),
  )
