import type { StoreRecord } from '../../../protocol/snapshot'
import type { Parse } from '../record-text'
import type { Facts } from '../stable-facts'

/** One key and what stands under it. */
export interface KeyedRecord extends Pick<StoreRecord, 'data' | 'raw' | 'bytes' | 'native'> {
  key: string
  /** Milliseconds it has still to live; null: no end. */
  lifeMs: number | null
}

/** A server of keys and values: Redis, Memcached. Every method rejects when it does not run. */
export interface KeyedServer {
  /** Every key there is, in no order. */
  keys(): Promise<string[]>
  /** What stands under these keys, in their order; keys that are gone are left out. */
  records(keys: readonly string[], parse: Parse): Promise<KeyedRecord[]>
  /** Those of the keys whose value has `find` in it. */
  keysWith(keys: readonly string[], find: string): Promise<ReadonlySet<string>>
  facts(): Promise<Facts>
  remove(key: string): Promise<boolean>
  /** The new value's end is the old one's; false when there is no such key, or its value is not one to edit. */
  edit(key: string, data: unknown): Promise<boolean>
}
