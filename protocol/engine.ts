import * as z from 'zod'
import { LIMITS } from './limits'

/** The kinds of store that are servers of their own. */
export const EngineKind = z.enum(['redis', 'memcached', 'postgres', 'mongo'])
export type EngineKind = z.infer<typeof EngineKind>

/** What serves one kind of store on this machine, decided when the server starts. */
export const EngineSource = z.object({
  kind: EngineKind,
  /**
   * url: a server that the environment names. program: one on this machine's PATH, started privately. embedded: the real
   * one from an npm package. stand-in: ours, which speaks enough of the protocol. none: nothing serves.
   */
  from: z.enum(['url', 'program', 'embedded', 'stand-in', 'none']),
  /** `Redis 7.0.15`, `PostgreSQL 18.4`, `Stand-in for Redis`. */
  name: z.string(),
  /** Where it comes from and why, in one sentence. */
  why: z.string(),
  /** How to get the real one, in one sentence; null where it is real. */
  hint: z.string().nullable(),
  /** How the app reaches it, as it would at home: `redis://localhost:6379`. */
  address: z.string(),
})
export type EngineSource = z.infer<typeof EngineSource>

/**
 * idle: not started yet, or put to sleep; the next connection starts it. stopped: by the learner; connections are refused.
 * failed: it died or could not start; `fault` says why.
 */
export const EngineState = z.enum(['idle', 'starting', 'running', 'stopped', 'failed'])
export type EngineState = z.infer<typeof EngineState>

/** One workspace's engine of one kind. */
export const EngineView = z.object({
  source: EngineSource,
  state: EngineState,
  /** Milliseconds added to every answer. */
  latencyMs: z.int().min(0).max(LIMITS.engine.latencyMs),
  /** Why it is not running, in a sentence. */
  fault: z.string().nullable(),
  /** User and database of the last connection, as the app's connection string names them. */
  login: z.object({ user: z.string().nullable(), database: z.string().nullable() }).nullable(),
})
export type EngineView = z.infer<typeof EngineView>

/** One command or statement that the app sent to an engine, told when it was answered. */
export const EngineCommand = z.object({
  kind: EngineKind,
  /** `SET`, `mg`, `SELECT`. */
  verb: z.string(),
  /** The command or SQL to the letter, cut at LIMITS.engine.commandLength. */
  text: z.string(),
  /** Parameters of a statement, $1 first; null is SQL's NULL. Empty for commands, whose arguments are in the text. */
  parameters: z.array(z.string().nullable()),
  outcome: z.enum(['ok', 'error']),
  /** The answer in short: `OK`, `(nil)`, `1 row`, or the engine's own error text. */
  reply: z.string(),
  durationUs: z.number(),
  /** Bytes on the wire. */
  sentBytes: z.int(),
  receivedBytes: z.int(),
})
export type EngineCommand = z.infer<typeof EngineCommand>

/** The same of what a learner asked by hand, through the sandbox-server: nobody counts its bytes. */
export const AskedByHand = EngineCommand.omit({ sentBytes: true, receivedBytes: true })
export type AskedByHand = z.infer<typeof AskedByHand>
