import * as z from 'zod'

export const StoreKind = z.enum(['memory', 'cookie', 'file', 'redis', 'memcached', 'postgres', 'mongo'])
export type StoreKind = z.infer<typeof StoreKind>

/** One session as the store keeps it. */
export const StoreRecord = z.object({
  sid: z.string(),
  /** The parsed record, the `cookie` field included; null when it cannot be parsed. */
  data: z.unknown(),
  /** ISO time on the workspace's clock, or null when the record names none. */
  expires: z.string().nullable(),
  /** Heap key, file path, Redis key, `schema.table`. */
  where: z.string(),
  /** The record's own form, to the letter; cut at LIMITS.snapshot.rawBytes. */
  raw: z.string(),
  bytes: z.int(),
  /**
   * What the store itself tells of this record, by its own names: Redis `type`, `ttl`; Memcached `flags`, `ttl`, `size`;
   * PostgreSQL one entry per column; a cookie's `signature`, `sealed`, `bytes`. Shown as they are.
   */
  native: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
export type StoreRecord = z.infer<typeof StoreRecord>

/** A table that keeps sessions, or should. missing: nobody has made it. unfit: what has its name cannot keep any. */
export const StoreTable = z.object({
  schema: z.string(),
  name: z.string(),
  state: z.enum(['usable', 'missing', 'unfit']),
})
export type StoreTable = z.infer<typeof StoreTable>

/** All records of one store at one moment. */
export const Snapshot = z.object({
  kind: StoreKind,
  /** Where the records come from: `heap of instance 1`, `./sessions`, `redis 7.2 (private)`. */
  engine: z.string(),
  /** Instance whose heap this is; null for a store that instances share. */
  instance: z.int().nullable(),
  records: z.array(StoreRecord),
  /** Records there are; more than `records` holds when the list was cut. */
  total: z.int(),
  /** A table's columns and their types, in order; for PostgreSQL. */
  columns: z.array(z.object({ name: z.string(), type: z.string() })).optional(),
  /** That table by its names, for PostgreSQL, once it could be asked. */
  table: StoreTable.optional(),
  /** What the server tells of itself, by its own names: `used_memory`, `get_hits`, `evictions`. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Why there is nothing to show although the app uses this store (no table yet, the engine is stopped), in a sentence. */
  note: z.string().optional(),
  /** The app that runs now does not use this store: it is shown no longer. */
  gone: z.literal(true).optional(),
})
export type Snapshot = z.infer<typeof Snapshot>
