import * as z from 'zod'
import { JarCookie } from './cookie'
import { EngineSource, EngineView } from './engine'
import { BrowserName, Exchange, HeaderList, Initiator } from './exchange'
import { LIMITS } from './limits'
import { Snapshot, StoreKind, StoreRecord } from './snapshot'
import { FilePath, Files, Settings, Workspace } from './workspace'

/** Bodies of the control API. Replies are named …Reply. */
export const CreateWorkspace = z.object({
  files: Files,
  entry: FilePath.default('app.js'),
  label: z.string().max(80).optional(),
})
export type CreateWorkspace = z.input<typeof CreateWorkspace>

export const ReplaceFiles = z.object({ files: Files, entry: FilePath.optional() })
export type ReplaceFiles = z.infer<typeof ReplaceFiles>
export const FilesReply = z.object({ files: Files, entry: z.string() })
export type FilesReply = z.infer<typeof FilesReply>

export const ChangeSettings = Settings.partial()
export type ChangeSettings = z.infer<typeof ChangeSettings>

export const AddBrowser = z.object({ name: BrowserName })

export const SendRequest = z.object({
  /** An HTTP token (RFC 9110 section 5.6.2). */
  method: z
    .string()
    .max(32)
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/)
    .default('GET'),
  /** `/path`, or an absolute http(s) URL: inside the lab every host name leads to the app. */
  url: z.string().min(1).max(LIMITS.request.urlLength),
  headers: HeaderList.max(LIMITS.request.headerCount).default([]),
  body: z.string().max(LIMITS.request.bodyBytes).nullable().default(null),
  initiator: Initiator.optional(),
  followRedirects: z.boolean().default(true),
})
export type SendRequest = z.input<typeof SendRequest>

export const AdvanceClock = z.object({ advanceMs: z.number().min(1).max(LIMITS.clockAdvanceMs) })
export const ClockReply = z.object({ offsetMs: z.number(), now: z.string() })

export const WorkspacesReply = z.object({ workspaces: z.array(Workspace) })
export const BrowsersReply = z.object({ browsers: z.array(z.string()) })
export const ExchangesReply = z.object({ exchanges: z.array(Exchange) })
export type ExchangesReply = z.infer<typeof ExchangesReply>
export const CookiesReply = z.object({ cookies: z.array(JarCookie) })
export const StoreReply = z.object({ snapshots: z.array(Snapshot) })

/** Deletes one record of the real store; sid is the record's own, engine the snapshot's (all of the kind when left out). */
export const RemoveRecord = z.object({
  kind: StoreKind,
  sid: z.string().min(1).max(512),
  engine: z.string().max(300).optional(),
})
export type RemoveRecord = z.infer<typeof RemoveRecord>
/** Puts `data`, whole, in the place of one record's; its expiry stays. */
export const EditRecord = z.object({ ...RemoveRecord.shape, data: z.unknown() })
export type EditRecord = z.infer<typeof EditRecord>
export const EditedReply = z.object({ edited: z.boolean() })
/** Query of a page of records; numbers are digits. `find` is looked for in the id and the raw record. */
export const RecordsQuery = z.object({
  kind: StoreKind,
  engine: z.string().max(300),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(LIMITS.page.records).default(LIMITS.page.records),
  find: z.string().max(LIMITS.page.findLength).default(''),
})
export type RecordsQuery = z.infer<typeof RecordsQuery>
/** total counts what matches `find`. */
export const RecordsReply = z.object({ records: z.array(StoreRecord), total: z.int() })
export type RecordsReply = z.infer<typeof RecordsReply>

export const EnginesReply = z.object({ engines: z.array(EngineView) })
export const ChangeEngine = z.object({ latencyMs: z.int().min(0).max(LIMITS.engine.latencyMs) })

/** A read-only question to the workspace's own database. */
export const RunQuery = z.object({ sql: z.string().min(1).max(LIMITS.engine.query.sqlLength) })
/** rows: cells as text, null is NULL, cut at LIMITS.engine.query. error: PostgreSQL's own words and the place, from 1. */
export const QueryReply = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.string().nullable())),
  total: z.int(),
  durationMs: z.number(),
  error: z
    .object({ message: z.string(), code: z.string().nullable(), position: z.int().nullable() })
    .nullable(),
})
export type QueryReply = z.infer<typeof QueryReply>
/** Names of a session table, to be made as connect-pg-simple's table.sql does. */
export const CreateTable = z.object({
  schema: z.string().min(1).max(63).default('public'),
  table: z.string().min(1).max(63).default('session'),
})
export type CreateTable = z.infer<typeof CreateTable>
/** What the module's table.sql comes to for these names, to the letter. */
export const TableSqlReply = z.object({ sql: z.string() })
export type TableSqlReply = z.infer<typeof TableSqlReply>
/** created false: it was there before, or error says why not. sql: what was run. */
export const CreateTableReply = z.object({
  ...TableSqlReply.shape,
  created: z.boolean(),
  error: z.string().nullable(),
})
export type CreateTableReply = z.infer<typeof CreateTableReply>

export const RemovedReply = z.object({ removed: z.boolean() })

export const HealthReply = z.object({
  ok: z.literal(true),
  name: z.literal('crumbtrail'),
  version: z.string(),
  node: z.string(),
  runner: z.object({ name: z.enum(['bubblewrap', 'child-process']), isolates: z.boolean(), why: z.string() }),
  /** source: one sentence. `engine` for those that are servers of their own. */
  engines: z.array(z.object({ kind: StoreKind, source: z.string(), engine: EngineSource.optional() })),
  sandboxes: z.object({ alive: z.int(), warm: z.int(), cap: z.int() }),
  modules: z.record(z.string(), z.string()),
})
export type HealthReply = z.infer<typeof HealthReply>
