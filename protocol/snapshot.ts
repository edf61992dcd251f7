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
})
export type StoreRecord = z.infer<typeof StoreRecord>

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
})
export type Snapshot = z.infer<typeof Snapshot>
