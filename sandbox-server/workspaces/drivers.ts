import type { CreateTable, CreateTableReply, TableSqlReply } from '../../protocol/api'
import type { EngineKind } from '../../protocol/engine'
import type { TraceEvent } from '../../protocol/trace-event'
import type { EngineDriver, MemcachedEngine, MongoEngine, PostgresEngine, RedisEngine } from '../engines/engine'
import type { Inspector } from '../inspectors/inspector'
import type { Runner } from '../isolation/runner'
import type { Redaction } from '../tracing/redaction'
import type { App } from './app'
import type { BrowserSet } from './browser-set'

/** One workspace's engines, by kind. */
export interface EnginesByKind {
  redis: RedisEngine
  memcached: MemcachedEngine
  postgres: PostgresEngine
  mongo: MongoEngine
}

/** Where engines come from, by kind; every kind is there, if only to say that nothing serves it. */
export type EngineDrivers = { readonly [K in EngineKind]: EngineDriver<EnginesByKind[K]> }

/** What inspectors may know of a workspace. */
export interface InspectedApp {
  app: App
  browsers: BrowserSet
  engines: Readonly<EnginesByKind>
  /** State events of the trace that count now: `store.made` among them. */
  state: () => Iterable<TraceEvent>
  /** Milliseconds since the epoch on the workspace's clock. */
  now: () => number
}

/** What a workspace needs of the outside; main.ts names the concrete ones. */
export interface Drivers {
  runner: Runner
  engines: EngineDrivers
  inspectors(inspected: InspectedApp): readonly Inspector[]
  /** What makes a session table of these names. */
  tableSql(table: CreateTable): Promise<TableSqlReply>
  /** Makes the session table in a workspace's own database. Starts the engine; rejects when it cannot be asked. */
  createTable(engine: PostgresEngine, table: CreateTable): Promise<CreateTableReply>
  /** Drops the session tables of a workspace's own database, and no other. Starts the engine. */
  dropTables(engine: PostgresEngine): Promise<void>
  /** Address for a real browser tab or curl. */
  tabUrl(workspace: string): string
  /** What must never appear in a trace. */
  secrets: readonly Redaction[]
}
