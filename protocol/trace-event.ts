import * as z from 'zod'
import { JarCookie, Verdict } from './cookie'
import { AskedByHand, EngineCommand, EngineKind, EngineView } from './engine'
import { ExchangeError, ExchangeId, ExchangeRequest, ExchangeResponse, Initiator } from './exchange'
import {
  AppErrorSeen,
  AppListening,
  ConsoleLine,
  DecisionSeen,
  RequestSeen,
  ResponseFinished,
  SessionCookieSeen,
  SessionSeen,
  StoreAnswered,
  StoreCalled,
  StoreMade,
} from './observation'
import { Snapshot, StoreKind } from './snapshot'
import { AppFault, Settings } from './workspace'

/** Version of the event shapes; a stored trace with another version is not read. */
export const TRACE_VERSION = 1

/**
 * Every event: `id` counts from 1 without gaps within a workspace; `at` is milliseconds since the epoch, real clock.
 * State events (jar, store, settings, …) carry the whole new state, so that the state at a cursor is the last such event before it.
 * `repeated`: a state said again because the event that said it first was dropped. Nothing happened at that moment.
 */
const stamp = { id: z.int().positive(), at: z.number(), repeated: z.literal(true).optional() }
const instance = { instance: z.int() }

export const TraceEvent = z.discriminatedUnion('type', [
  z.object({ ...stamp, type: z.literal('workspace.created'), label: z.string().nullable() }),
  z.object({
    ...stamp,
    type: z.literal('files.replaced'),
    paths: z.array(z.string()),
    entry: z.string(),
    digest: z.string(),
  }),
  z.object({ ...stamp, type: z.literal('settings.changed'), settings: Settings }),
  z.object({ ...stamp, type: z.literal('clock.advanced'), byMs: z.number(), offsetMs: z.number() }),

  /** run counts starts of the app from 1. */
  z.object({
    ...stamp,
    type: z.literal('run.started'),
    run: z.int(),
    reason: z.enum(['run', 'restart', 'wake']),
  }),
  z.object({ ...stamp, type: z.literal('run.ready'), run: z.int(), instances: z.int(), startMs: z.number() }),
  z.object({ ...stamp, type: z.literal('run.failed'), run: z.int(), fault: AppFault }),
  z.object({
    ...stamp,
    type: z.literal('app.ended'),
    instance: z.int().nullable(),
    reason: z.enum(['stop', 'crash', 'exit', 'uncaught', 'limit', 'idle', 'server-restart', 'replaced']),
    fault: AppFault.nullable(),
    /** Instances that still run. */
    left: z.int(),
  }),

  z.object({ ...stamp, type: z.literal('browser.added'), browser: z.string(), real: z.boolean() }),
  z.object({ ...stamp, type: z.literal('browser.removed'), browser: z.string() }),
  z.object({
    ...stamp,
    type: z.literal('jar.changed'),
    browser: z.string(),
    /** request: learned from what a real tab sent. edited: a cookie was changed or deleted by hand. */
    reason: z.enum(['response', 'cleared', 'expired', 'request', 'edited']),
    exchange: ExchangeId.nullable(),
    cookies: z.array(JarCookie),
  }),

  z.object({
    ...stamp,
    type: z.literal('exchange.started'),
    exchange: ExchangeId,
    browser: z.string(),
    method: z.string(),
    url: z.string(),
    initiator: Initiator.nullable(),
    redirectOf: ExchangeId.nullable(),
  }),
  z.object({
    ...stamp,
    type: z.literal('cookie.judged'),
    exchange: ExchangeId.nullable(),
    browser: z.string(),
    verdict: Verdict,
  }),
  z.object({
    ...stamp,
    type: z.literal('request.sent'),
    exchange: ExchangeId,
    instance: z.int(),
    request: ExchangeRequest,
    /** What the browser changed about the request as written, in a sentence. */
    note: z.string().optional(),
  }),
  z.object({
    ...stamp,
    type: z.literal('response.received'),
    exchange: ExchangeId,
    response: ExchangeResponse,
    durationMs: z.number(),
    /** Why the page may not read this answer (CORS), in a sentence. */
    note: z.string().optional(),
  }),
  z.object({
    ...stamp,
    type: z.literal('exchange.failed'),
    exchange: ExchangeId,
    error: ExchangeError,
    durationMs: z.number(),
  }),

  /** All records of one store, when they differ from the last such event of the same kind, engine and instance. */
  z.object({ ...stamp, type: z.literal('store.changed'), exchange: ExchangeId.nullable(), snapshot: Snapshot }),

  /** The engine of one kind, whenever something about it differs from the last such event. */
  z.object({
    ...stamp,
    type: z.literal('engine.changed'),
    engine: EngineView,
    reason: z.enum(['used', 'ready', 'stopped', 'started', 'died', 'idle', 'latency', 'login', 'failed']),
  }),
  /** What the app said to an engine; `exchange` is null when it belongs to none, or nobody can tell to which. */
  z.object({
    ...EngineCommand.shape,
    ...stamp,
    type: z.literal('engine.command'),
    exchange: ExchangeId.nullable(),
  }),
  /** What the learner asked an engine by hand: the app said none of it, so it belongs to no exchange. */
  z.object({ ...AskedByHand.shape, ...stamp, type: z.literal('engine.asked') }),
  /** So many commands in a burst were not told one by one; without a kind, as in older traces, to whichever engine. */
  z.object({
    ...stamp,
    type: z.literal('engine.commands-skipped'),
    kind: EngineKind.optional(),
    skipped: z.int(),
  }),
  /** The learner changed or deleted a record by hand, in the real store. */
  z.object({
    ...stamp,
    type: z.literal('record.edited'),
    kind: StoreKind,
    sid: z.string(),
    action: z.enum(['edited', 'removed']),
  }),
  /** Every record of every store was deleted by hand, and the database's session tables. */
  z.object({ ...stamp, type: z.literal('stores.emptied') }),

  z.object({ ...SessionCookieSeen.shape, ...stamp, ...instance }),
  z.object({ ...SessionSeen.shape, ...stamp, ...instance }),
  /** sentence: the reason in plain words, from decision-sentence.ts. */
  z.object({ ...DecisionSeen.shape, ...stamp, ...instance, sentence: z.string() }),
  z.object({ ...StoreCalled.shape, ...stamp, ...instance }),
  z.object({ ...StoreAnswered.shape, ...stamp, ...instance }),
  z.object({ ...ConsoleLine.shape, ...stamp, ...instance }),
  z.object({ ...AppErrorSeen.shape, ...stamp, ...instance }),
  z.object({ ...AppListening.shape, ...stamp, ...instance }),
  z.object({ ...RequestSeen.shape, ...stamp, ...instance }),
  z.object({ ...ResponseFinished.shape, ...stamp, ...instance }),
  z.object({ ...StoreMade.shape, ...stamp, ...instance }),

  /** Older events were dropped to keep the trace bounded; the state events that still count follow it. */
  z.object({ ...stamp, type: z.literal('trace.truncated'), dropped: z.int() }),
])
export type TraceEvent = z.infer<typeof TraceEvent>
export type TraceEventOf<T extends TraceEvent['type']> = Extract<TraceEvent, { type: T }>

/** An event before the recorder numbers it. */
type Unnumbered<E> = E extends TraceEvent ? Omit<E, 'id' | 'at'> & { at?: number } : never
export type NewTraceEvent = Unnumbered<TraceEvent>

/** `?format=json` of the trace. */
export const Trace = z.object({ version: z.literal(TRACE_VERSION), events: z.array(TraceEvent) })
export type Trace = z.infer<typeof Trace>
