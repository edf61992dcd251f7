import type { Snapshot, StoreKind } from '../../protocol/snapshot'

/** Reads the records of one kind of store. One contract suite (inspector.contract.ts). */
export interface Inspector {
  readonly kind: StoreKind
  /** All records now; an empty list when the app does not use this store. Never changes the store. */
  read(): Promise<Snapshot[]>
  /** Deletes one record of the real store; false when there was none. */
  remove(sid: string): Promise<boolean>
}
