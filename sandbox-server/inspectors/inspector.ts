import type { RecordsReply } from '../../protocol/api'
import type { Snapshot, StoreKind } from '../../protocol/snapshot'

/** Reads and changes the records of one kind of store. One contract suite (inspector.contract.ts). */
export interface Inspector {
  readonly kind: StoreKind
  /** All records now, cut at LIMITS.snapshot.records; an empty list when the app does not use this store. Never changes the store. Rejects while nobody can say: its server sleeps or starts, and was never asked; with {@link LateAnswer} when it was asked. */
  read(): Promise<Snapshot[]>
  /** Some of all records of the snapshot whose `engine` this is, in a stable order; null when there is no such snapshot. */
  page(query: PageQuery): Promise<RecordsReply | null>
  /** Deletes one record of the real store; false when there was none. */
  remove(sid: string, engine?: string): Promise<boolean>
  /** Puts data, whole, in the place of a record's; its expiry stays. False when there was no such record. */
  edit(sid: string, data: unknown, engine?: string): Promise<boolean>
  /** Whether records may have come or gone since the last reading; where that can be told at nearly no cost. */
  hasMoved?(): Promise<boolean>
}

/** It was asked and has not answered yet, so asking it again soon may help. */
export class LateAnswer extends Error {
  constructor() {
    super('It has not answered yet.')
  }
}

export interface PageQuery {
  engine: string
  offset: number
  limit: number
  /** Looked for in the id and the raw record; empty finds all. */
  find: string
}
