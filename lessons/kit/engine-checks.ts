import type { EngineKind } from '../../protocol/engine'
import type { ExchangeView, TraceModel } from '../../protocol/model/views'
import type { TraceEvent, TraceEventOf } from '../../protocol/trace-event'
import { decided, ownCalls } from './checks'

/** Questions to a trace about store servers: what was done to them, and what became of the app. */

/** Every time the learner ended a server. */
export function engineStops(trace: TraceModel, kind: EngineKind): TraceEventOf<'engine.changed'>[] {
  return engineChanges(trace, kind).filter(({ reason }) => reason === 'stopped')
}

/** Every time the learner started a server that had been ended. */
export function engineStarts(trace: TraceModel, kind: EngineKind): TraceEventOf<'engine.changed'>[] {
  return engineChanges(trace, kind).filter(({ reason }) => reason === 'started')
}

/** The server was ended by the learner and not started again before this event. */
export function isEngineDown(trace: TraceModel, kind: EngineKind, eventId: number): boolean {
  const last = engineChanges(trace, kind).findLast((event) => event.id <= eventId)
  return last?.engine.state === 'stopped'
}

/** The server was ended between two events, so that what it kept in memory is gone. */
export function engineEndedBetween(trace: TraceModel, kind: EngineKind, from: number, to: number): boolean {
  return engineStops(trace, kind).some(({ id }) => id > from && id < to)
}

/** The app’s processes ended of themselves after an event, before they were started again; null when they did not. */
export function appDeathAfter(trace: TraceModel, eventId: number): TraceEventOf<'app.ended'> | null {
  for (const event of trace.events) {
    if (event.id <= eventId || event.repeated) continue
    if (event.type === 'run.started') return null
    if (event.type === 'app.ended' && ['uncaught', 'exit'].includes(event.reason)) return event
  }
  return null
}

/** The app was running just after an event: its latest start had come off, and a process of it was left. */
export function isAppUp(trace: TraceModel, eventId: number): boolean {
  const told = trace.events.findLast((event) => event.id <= eventId && isTurn(event))
  // Said again only later, when the event that said it first was dropped.
  const last = told ?? saidAgain(trace).findLast(isTurn)
  return last?.type === 'run.ready' || (last?.type === 'app.ended' && last.left > 0)
}

/** What was said again when older events were dropped; a trial says again, too, and nothing of the time before it. */
function saidAgain(trace: TraceModel): TraceEvent[] {
  const cut = trace.events.findIndex(({ type }) => type === 'trace.truncated')
  const later = cut < 0 ? [] : trace.events.slice(cut + 1)
  const end = later.findIndex(({ repeated }) => !repeated)
  return end < 0 ? later : later.slice(0, end)
}

/** Starts, failures and ends; a process that was replaced ends after its successor has begun. */
const isTurn = (event: TraceEvent): boolean =>
  ['run.started', 'run.ready', 'run.failed'].includes(event.type) ||
  (event.type === 'app.ended' && event.reason !== 'replaced')

/** By how much the clock was moved ahead between two events. */
export function advancedBetween(trace: TraceModel, from: number, to: number): number {
  const moves = trace.events.filter((event) => event.type === 'clock.advanced')
  return moves
    .filter(({ id, repeated }) => id > from && id < to && !repeated)
    .reduce((sum, { byMs }) => sum + byMs, 0)
}

/** The exchange wrote its session into a store of this class. */
export function wroteInto(exchange: ExchangeView, store: string): boolean {
  return ownCalls(exchange, 'set').some((call) => call.store === store && call.outcome === 'ok')
}

/** The exchange touched a store of this class. */
export function usedStore(exchange: ExchangeView, store: string): boolean {
  return exchange.storeCalls.some((call) => call.store === store)
}

/** A genuine cookie came whose record a store of this class no longer had. */
export function missedIn(exchange: ExchangeView, store: string): boolean {
  return exchange.sidSent !== null && usedStore(exchange, store) && decided(exchange, 'load', 'record-missing')
}

/** The session’s own age limit in milliseconds, as the app set it; null when its cookie has none. */
export function ageLimit({ after, before }: ExchangeView): number | null {
  const limit = (after ?? before)?.cookie?.originalMaxAge
  return typeof limit === 'number' ? limit : null
}

function engineChanges(trace: TraceModel, kind: EngineKind): TraceEventOf<'engine.changed'>[] {
  return trace.events
    .filter((event) => event.type === 'engine.changed')
    .filter(({ engine }) => engine.source.kind === kind)
}
