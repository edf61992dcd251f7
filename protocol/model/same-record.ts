import type { StoreKind, StoreRecord } from '../snapshot'

type Kept = Pick<StoreRecord, 'raw' | 'native'>

/**
 * Whether a record is as it was. Of a row every column counts: `touch` moves `expire` alone. What other stores tell
 * beside the record moves by itself.
 */
export function sameRecord(kind: StoreKind, now: Kept, before: Kept): boolean {
  if (now.raw !== before.raw) return false
  return kind !== 'postgres' || JSON.stringify(now.native) === JSON.stringify(before.native)
}
