import type { JarCookie, Verdict } from '../cookie'
import type { EngineView } from '../engine'
import type { ExchangeError, ExchangeRequest, ExchangeResponse, Initiator } from '../exchange'
import type { Snapshot, StoreRecord, StoreTable } from '../snapshot'
import type { TraceEvent, TraceEventOf } from '../trace-event'
import type { AppFault, AppState, Settings } from '../workspace'

/** The three lifelines. */
export type Lane = 'browser' | 'server' | 'store'

/** One line of an exchange's story: an arrow between lanes, or a note on one lane (from === to). */
export interface Step {
  /** The event that made it: the cursor stands here when this step is selected. */
  eventId: number
  from: Lane
  to: Lane
  kind:
    | 'request'
    | 'response'
    | 'store-call'
    | 'store-answer'
    | 'command'
    | 'decision'
    | 'session'
    | 'verdict'
    | 'error'
    | 'console'
  /** Few words, as on an arrow: `Cookie`, `get`, `found, 0.4 ms`, `views 1 → 2`. */
  label: string
  /** The session concerned, for its colour. */
  sid: string | null
  /** The reason in a sentence, when there is one. */
  sentence: string | null
  tone: 'plain' | 'good' | 'attention' | 'bad' | 'quiet'
}

export interface StoreCallView {
  call: number
  op: string
  store: string
  sid: string | null
  calledId: number
  answeredId: number | null
  outcome: 'hit' | 'miss' | 'ok' | 'error' | null
  durationUs: number | null
  error: string | null
}

/** One request and its response, with everything known about both. */
export interface ExchangeView {
  id: string
  /** 1 for the first exchange of the trace. */
  number: number
  browser: string
  method: string
  url: string
  /** Path and query. */
  path: string
  initiator: Initiator | null
  redirectOf: string | null
  instance: number | null
  firstEventId: number
  /** Selecting the exchange moves the cursor here. */
  lastEventId: number
  startedAt: number
  state: 'open' | 'done' | 'failed'
  request: ExchangeRequest | null
  response: ExchangeResponse | null
  error: ExchangeError | null
  durationMs: number | null
  /** Session id in the Cookie header as the app read it (signed or not), and in Set-Cookie. Bare ids. */
  sidSent: string | null
  sidSet: string | null
  /** The session of this exchange after all: from req.session, else what was sent. */
  sid: string | null
  sentVerdicts: readonly Verdict[]
  receivedVerdicts: readonly Verdict[]
  sessionCookie: TraceEventOf<'session.cookie'> | null
  before: TraceEventOf<'session'> | null
  after: TraceEventOf<'session'> | null
  decisions: readonly TraceEventOf<'decision'>[]
  storeCalls: readonly StoreCallView[]
  /** What the app said to engines meanwhile, in the order of the answers. */
  commands: readonly TraceEventOf<'engine.command'>[]
  console: readonly TraceEventOf<'console'>[]
  errors: readonly TraceEventOf<'app.error'>[]
  steps: readonly Step[]
  /** `first visit: no cookie to send`, `comes back`, `forged id refused`, … */
  summary: string
}

/** A row of the timeline between exchanges: run, crash, restart, clock, settings, an engine's life, a record changed by hand. */
export interface LifeView {
  firstEventId: number
  /** Selecting the row moves the cursor here; a run's row ends with ready or failed. */
  eventId: number
  at: number
  kind: 'run' | 'ended' | 'clock' | 'settings' | 'files' | 'browser' | 'truncated' | 'jar' | 'engine' | 'record'
  text: string
  detail: string | null
  tone: 'plain' | 'good' | 'attention' | 'bad' | 'quiet'
  /** The session concerned, for its colour. */
  sid?: string
}

export type TimelineRow = { type: 'exchange'; exchange: ExchangeView } | { type: 'life'; life: LifeView }

/** Everything derived from the events; grows by extendTrace, never changed in place. */
export interface TraceModel {
  events: readonly TraceEvent[]
  /** Id of the last event; 0 when there is none. */
  lastId: number
  exchanges: readonly ExchangeView[]
  rows: readonly TimelineRow[]
}

/** A value that may differ from the one before the exchange at the cursor. */
export interface Change<T> {
  before: T | null
  now: T | null
}

export interface BrowserMoment {
  name: string
  real: boolean
  cookies: readonly JarCookie[]
  /** The jar before the exchange at the cursor; the same array when nothing changed. */
  cookiesBefore: readonly JarCookie[]
  /** This browser's latest exchange at the cursor. */
  exchange: ExchangeView | null
}

export interface RecordMoment {
  sid: string
  record: StoreRecord | null
  /** null also where the earlier snapshot was cut, and nobody knows; `change` is `same` then. */
  recordBefore: StoreRecord | null
  change: 'same' | 'added' | 'changed' | 'removed'
}

export interface StoreMoment {
  kind: Snapshot['kind']
  engine: string
  instance: number | null
  total: number
  records: readonly RecordMoment[]
  columns: NonNullable<Snapshot['columns']>
  /** null for other stores, and while nobody could ask. */
  table: StoreTable | null
  facts: NonNullable<Snapshot['facts']>
  /** Why there is nothing to show although the app uses this store. */
  note: string | null
}

export interface AppMoment {
  state: AppState
  run: number
  /** Up now. */
  instances: number
  /** Were up when it was ready. */
  began: number
  startMs: number | null
  fault: AppFault | null
  /** Session stores the app made in this run. */
  stores: readonly TraceEventOf<'store.made'>[]
}

/** The world at the cursor. */
export interface Moment {
  /** Event id. */
  cursor: number
  app: AppMoment
  settings: Settings
  clockOffsetMs: number
  browsers: readonly BrowserMoment[]
  /** The exchange the cursor is in or has just passed; null before the first. */
  exchange: ExchangeView | null
  /** How far the exchange's steps have come. */
  stepsDone: number
  /** req.session as far as the cursor has seen it. */
  session: Change<TraceEventOf<'session'>>
  /** Decisions up to the cursor, of this exchange. */
  decisions: readonly TraceEventOf<'decision'>[]
  stores: readonly StoreMoment[]
  /** The engines used so far, in the order of their first use. */
  engines: readonly EngineView[]
}
