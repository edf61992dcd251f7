import * as z from 'zod'
import { CookieLibrary, Decision } from './decision'
import { ExchangeId } from './exchange'
import { StoreRecord } from './snapshot'
import { AppFault } from './workspace'

/**
 * What the preload reports from inside the learner's process: JSON lines on fd 3. The learner can write
 * there too, so every line is parsed, bounded and never trusted.
 * `at` is milliseconds since the epoch on the real clock, with fractions.
 */
const stamp = { at: z.number(), exchange: ExchangeId.nullable() }

/** Set when the session lives in its cookie: there is no id then, and `sid` is null. */
const library = CookieLibrary.optional()

/** The session cookie of a request, as the session's library read it. */
export const SessionCookieSeen = z.object({
  ...stamp,
  type: z.literal('session.cookie'),
  library,
  name: z.string(),
  /** The cookie's value after URL decoding; null when none was sent. */
  raw: z.string().nullable(),
  /** The id that passed the signature; null otherwise. */
  sid: z.string().nullable(),
  signature: z.enum(['absent', 'valid', 'invalid', 'unsigned']),
  /** Which secret verified it, from 0. */
  secretIndex: z.int().nullable(),
})

/** `req.session` before (after load or generate) and after the handler, as JSON text. */
export const SessionSeen = z.object({
  ...stamp,
  type: z.literal('session'),
  library,
  moment: z.enum(['before', 'after']),
  sid: z.string().nullable(),
  /** The session's data without `cookie`; null when req.session is null. */
  data: z.record(z.string(), z.unknown()).nullable(),
  /** `req.session.cookie` as JSON. */
  cookie: z.record(z.string(), z.unknown()).nullable(),
  /** Values JSON cannot keep (functions, class instances, dates, undefined), by path: what they were. */
  lossy: z.record(z.string(), z.string()),
})

export const DecisionSeen = z.object({ ...stamp, type: z.literal('decision'), ...Decision.shape })

export const StoreOp = z.enum([
  'get',
  'set',
  'destroy',
  'touch',
  'all',
  'length',
  'clear',
  'generate',
  'regenerate',
])
export type StoreOp = z.infer<typeof StoreOp>

export const StoreCalled = z.object({
  ...stamp,
  type: z.literal('store.called'),
  /** Pairs with store.answered; unique within one process. */
  call: z.int(),
  op: StoreOp,
  /** The store's class name, such as MemoryStore. */
  store: z.string(),
  sid: z.string().nullable(),
})

export const StoreAnswered = z.object({
  ...stamp,
  type: z.literal('store.answered'),
  call: z.int(),
  op: StoreOp,
  sid: z.string().nullable(),
  outcome: z.enum(['hit', 'miss', 'ok', 'error']),
  durationUs: z.number(),
  error: z.string().nullable(),
})

export const ConsoleLine = z.object({
  ...stamp,
  type: z.literal('console'),
  stream: z.enum(['stdout', 'stderr']),
  text: z.string(),
  /** Where in the learner's code it was printed, when known. */
  file: z.string().nullable(),
  line: z.int().nullable(),
})

/** An error that Express or Node caught from the learner's code; the process may go on. */
export const AppErrorSeen = z.object({
  ...stamp,
  type: z.literal('app.error'),
  fault: AppFault,
  fatal: z.boolean(),
})

/** The app called listen; requests can be sent. */
export const AppListening = z.object({ ...stamp, type: z.literal('app.listening'), port: z.int().nullable() })

/** The app's handler has the request: path as the app sees it and whether it is secure there. */
export const RequestSeen = z.object({
  ...stamp,
  type: z.literal('request.seen'),
  method: z.string(),
  url: z.string(),
})

/** The response has been handed to the kernel; every observation of this exchange came before it. */
export const ResponseFinished = z.object({ ...stamp, type: z.literal('response.finished') })

/** Which stores and session middleware the app made; `path` for file stores, relative to the workspace. */
export const StoreMade = z.object({
  ...stamp,
  type: z.literal('store.made'),
  store: z.string(),
  options: z.record(z.string(), z.unknown()),
  /** false: this express-session is not the version we know, so decisions are unknown. */
  recognised: z.boolean(),
})

/** Observations that belong in the trace as they are. */
export const Observation = z.discriminatedUnion('type', [
  SessionCookieSeen,
  SessionSeen,
  DecisionSeen,
  StoreCalled,
  StoreAnswered,
  ConsoleLine,
  AppErrorSeen,
  AppListening,
  RequestSeen,
  ResponseFinished,
  StoreMade,
])
export type Observation = z.infer<typeof Observation>

/** Replies to commands and the life of the process itself; not part of the trace. */
export const ProcessReply = z.discriminatedUnion('type', [
  /** Warm, primed and waiting for `start`. */
  z.object({ type: z.literal('primed') }),
  /** Answer to `snapshot`: the heap's records; of a page, as many as fit into one message, and `total` counts what matches. */
  z.object({
    type: z.literal('snapshot'),
    request: z.int(),
    records: z.array(StoreRecord),
    total: z.int(),
    hasMemoryStore: z.boolean(),
  }),
  z.object({ type: z.literal('removed'), request: z.int(), removed: z.boolean() }),
  z.object({ type: z.literal('edited'), request: z.int(), edited: z.boolean() }),
  /** Answer to `ping`: the event loop turns. */
  z.object({ type: z.literal('pong'), request: z.int() }),
])
export type ProcessReply = z.infer<typeof ProcessReply>

export const ProcessMessage = z.union([Observation, ProcessReply])
export type ProcessMessage = z.infer<typeof ProcessMessage>

/** What the server says to a process: JSON lines on fd 4. */
export type ProcessCommand =
  | {
      type: 'start'
      /** Relative to the work folder. */
      entry: string
      /** Absolute inside the sandbox. */
      workFolder: string
      /** Absolute path of the Unix socket that stands for whatever port the app listens on. */
      socket: string
      env: Record<string, string>
      clockOffsetMs: number
      storeLatencyMs: number
      instance: number
    }
  /** Before `start`: load these modules as well, then say `primed` again. */
  | { type: 'prime'; modules: readonly string[] }
  | { type: 'clock'; clockOffsetMs: number }
  | { type: 'latency'; storeLatencyMs: number }
  /** With `page`, the records from its offset on that have `find` in id or raw record; without, the first ones of all. */
  | { type: 'snapshot'; request: number; page?: { offset: number; limit: number; find: string } }
  | { type: 'remove'; request: number; sid: string }
  /** data: the new record as JSON; its expiry stays. */
  | { type: 'edit'; request: number; sid: string; data: string }
  | { type: 'ping'; request: number }

export { EXCHANGE_HEADER } from './exchange-header'
