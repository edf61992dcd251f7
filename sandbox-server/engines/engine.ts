import type { Duplex } from 'node:stream'
import type { EngineCommand, EngineKind, EngineSource, EngineState, EngineView } from '../../protocol/engine'

/** Where the servers of one kind of store come from. One contract suite (engine.contract.ts) for every source. */
export interface EngineDriver<E extends Engine = Engine> {
  readonly kind: EngineKind
  /** What serves, decided once; `from: 'none'` when nothing does. */
  readonly source: EngineSource
  /** A workspace's own engine: not started before its first use, reachable by nobody else. */
  engine(request: EngineRequest): E
  /** Ends every server of ours and leaves nothing behind. Data of workspaces stays for the next start where it is durable. */
  close(): Promise<void>
}

export interface EngineRequest {
  workspace: string
  /** Milliseconds since the epoch on the workspace's clock. */
  now: () => number
  onCommand: (command: EngineCommand) => void
  /** Something about the engine is not as it was; `view()` has the new state. */
  onChange: (reason: EngineChange) => void
}

export type EngineChange =
  'used' | 'ready' | 'stopped' | 'started' | 'died' | 'idle' | 'latency' | 'login' | 'failed'

/** One workspace's engine, as its app, its inspector and its buttons see it. */
export interface Engine {
  readonly kind: EngineKind
  view(): EngineView
  state(): EngineState
  /**
   * Serves one connection of the app: starts a sleeping engine, carries bytes with the latency set, tells commands.
   * Destroys the connection when the engine is stopped or cannot start. Never throws.
   */
  accept(connection: Duplex): void
  /**
   * An app that may use it has been opened or changed: starts it ahead, where there is room, so that the first use need
   * not wait. It is idle all the same until somebody uses it. Never rejects.
   */
  foresee(): Promise<void>
  /** Ends the server at once and refuses connections until `start`; what it kept in memory is gone. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Ends an unused server without losing what the app stored, where the engine can; the next connection starts it. */
  sleep(): Promise<void>
  setLatency(milliseconds: number): void
  /** Lowers the remaining life of every record by so many milliseconds; nothing to do where the app's clock decides. */
  advance(milliseconds: number): Promise<void>
  /** The workspace is deleted: everything of it here is gone. */
  destroy(): Promise<void>
}

/** What a Redis reply can be; a Map comes as a flat list. */
export type RespValue = string | number | null | readonly RespValue[]

export interface RedisEngine extends Engine {
  readonly kind: 'redis'
  /**
   * One command on a connection of ours, untold and without latency, in database 0 unless another one is named. Rejects
   * when the engine does not run; never starts it.
   */
  command(args: readonly string[], database?: number): Promise<RespValue>
}

export interface MemcachedEngine extends Engine {
  readonly kind: 'memcached'
  /** One line (and a data block for `ms`, `set`), answered by the whole reply as text. Rejects when the engine does not run. */
  ask(line: string, data?: Buffer): Promise<string>
}

export interface SqlResult {
  columns: { name: string; type: string }[]
  rows: (string | null)[][]
  /** Rows there were; more than `rows` holds when they were cut. */
  total: number
}

export interface PostgresEngine extends Engine {
  readonly kind: 'postgres'
  /**
   * One statement in the workspace's own database as the workspace's own role. Rejects with a PostgresFailure, or when
   * the engine does not run; `start: true` starts it first.
   */
  query(
    sql: string,
    parameters?: readonly (string | null)[],
    options?: { readOnly?: boolean; rows?: number; start?: boolean },
  ): Promise<SqlResult>
}

export interface MongoEngine extends Engine {
  readonly kind: 'mongo'
  /** Connection string of the workspace's own database, for the inspector. */
  url(): string
  /** The database that is the workspace's own. */
  database(): string
}

/** The engine is not running, so nobody can be asked. */
export class EngineNotRunning extends Error {
  override name = 'EngineNotRunning'
}
