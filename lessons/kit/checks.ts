import type { ExchangeView, StoreCallView, TraceModel } from '../../protocol/model/views'
import type { Snapshot } from '../../protocol/snapshot'
import type { TraceEventOf } from '../../protocol/trace-event'
import type { DecisionKind } from '../../protocol/decision'
import type { StoreOp } from '../../protocol/observation'

/** What checks are made of: small pure questions to a trace. */

/** The latest start of the app, whatever its cause; null before the first. */
export function lastRun(trace: TraceModel): TraceEventOf<'run.started'> | null {
  return starts(trace).at(-1) ?? null
}

/** Every start of the app, in order; one said again counts only where the start itself was dropped. */
export function starts(trace: TraceModel): TraceEventOf<'run.started'>[] {
  const told = trace.events.filter((event) => event.type === 'run.started')
  return told.filter(({ repeated, run }) => !repeated || !told.some((one) => one.run === run && !one.repeated))
}

/** Finished exchanges that began after the latest start. */
export function sinceLastRun(trace: TraceModel): ExchangeView[] {
  const start = lastRun(trace)?.id ?? 0
  return answered(trace).filter((exchange) => exchange.firstEventId > start)
}

/** Finished exchanges, oldest first. */
export function answered(trace: TraceModel): ExchangeView[] {
  return trace.exchanges.filter((exchange) => exchange.state === 'done')
}

/** Finished exchanges by run, oldest run first. */
export function byRun(trace: TraceModel): ExchangeView[][] {
  const ids = starts(trace).map((start) => start.id)
  const all = answered(trace)
  return ids.map((id, index) =>
    all.filter((one) => one.firstEventId > id && one.firstEventId < (ids[index + 1] ?? Infinity)),
  )
}

/** Exchanges of one run: both lie between the same two starts. */
export function sameRun(trace: TraceModel, a: ExchangeView, b: ExchangeView): boolean {
  return startsBetween(trace, a.firstEventId, b.firstEventId) === 0
}

/** How often the app was started between two events. */
export function startsBetween(trace: TraceModel, from: number, to: number): number {
  return starts(trace).filter((start) => start.id > from && start.id < to).length
}

/** The path without its query is this one. */
export const goesTo = (path: string) => (exchange: ExchangeView) => pathname(exchange) === path

export function pathname(exchange: ExchangeView): string {
  return exchange.path.replace(/[?#].*$/, '')
}

/** A parameter of the query, decoded; null when it is not there. */
export function queryOf(exchange: ExchangeView, name: string): string | null {
  const query = exchange.path.split('?')[1]
  return query === undefined ? null : new URLSearchParams(query).get(name)
}

/** The last decision of a kind in an exchange. */
export function decision(exchange: ExchangeView, kind: DecisionKind): TraceEventOf<'decision'> | null {
  return exchange.decisions.findLast((one) => one.kind === kind) ?? null
}

/** A decision of this kind and reason was made. */
export function decided(exchange: ExchangeView, kind: DecisionKind, reason: string): boolean {
  return exchange.decisions.some((one) => one.kind === kind && one.reason === reason)
}

/** Calls of one operation on the exchange’s own session. */
export function ownCalls(exchange: ExchangeView, op: StoreOp): StoreCallView[] {
  return exchange.storeCalls.filter((call) => call.op === op && call.sid === exchange.sid)
}

/** The exchange wrote its session to the store. */
export const wrote = (exchange: ExchangeView): boolean =>
  ownCalls(exchange, 'set').some((call) => call.outcome === 'ok')

/** The app put something of its own into the session. */
export const holdsData = (exchange: ExchangeView): boolean => Object.keys(exchange.after?.data ?? {}).length > 0

/** The exchange came with a cookie whose record was found. */
export const cameBack = (exchange: ExchangeView): boolean =>
  exchange.sidSent !== null && exchange.sidSent === exchange.sid && decided(exchange, 'load', 'record-found')

/** Snapshots of one kind of store as they were just after an event: the last one of each place and instance. */
export function snapshotsAt(trace: TraceModel, kind: Snapshot['kind'], eventId: number): Snapshot[] {
  const latest = new Map<string, Snapshot>()
  for (const event of trace.events) {
    if (event.id > eventId) break
    if (event.type === 'store.changed' && event.snapshot.kind === kind)
      latest.set(`${String(event.snapshot.instance)} ${event.snapshot.engine}`, event.snapshot)
  }
  return [...latest.values()]
}

/** A record’s data as the store kept it after an event; null when there was none. */
export function recordAt(trace: TraceModel, kind: Snapshot['kind'], sid: string, eventId: number) {
  const records = snapshotsAt(trace, kind, eventId).flatMap((snapshot) => snapshot.records)
  return records.find((record) => record.sid === sid) ?? null
}

/** The event that tells that somebody deleted this record by hand; null when nobody did. A record may also run out, or be removed by its store. */
export function removedByHand(trace: TraceModel, kind: Snapshot['kind'], sid: string): number | null {
  const removal = trace.events.find(
    (event) =>
      event.type === 'record.edited' && event.action === 'removed' && event.kind === kind && event.sid === sid,
  )
  return removal?.id ?? null
}

/** The jar of a browser was emptied after an event. */
export function jarEmptiedAfter(trace: TraceModel, browser: string, eventId: number): boolean {
  return trace.events.some(
    (event) =>
      event.id > eventId &&
      event.type === 'jar.changed' &&
      !event.repeated &&
      event.browser === browser &&
      event.reason === 'cleared',
  )
}

/** Pairs of exchanges, the earlier first, for which `match` holds; the latest such pair, or null. */
export function latestPair(
  exchanges: readonly ExchangeView[],
  match: (earlier: ExchangeView, later: ExchangeView) => boolean,
): [ExchangeView, ExchangeView] | null {
  for (let j = exchanges.length - 1; j > 0; j -= 1) {
    for (let i = j - 1; i >= 0; i -= 1) {
      const earlier = exchanges[i]
      const later = exchanges[j]
      if (earlier && later && match(earlier, later)) return [earlier, later]
    }
  }
  return null
}
