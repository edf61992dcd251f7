import type { StoreRecord } from '@/protocol/snapshot'

/** Whether a record can be changed as JSON: it is an object, which no sealed record, no hash and no bare value is. */
export const canEdit = ({ data }: Pick<StoreRecord, 'data'>): boolean =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
