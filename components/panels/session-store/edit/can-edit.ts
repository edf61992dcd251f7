import type { StoreRecord } from '@/protocol/snapshot'
import { readRaw } from '../raw-record'

/**
 * Whether a record can be changed as JSON: it is an object, which no sealed record, no hash and no bare value is. Nor has
 * a record data that lies beyond what one picture takes apart.
 */
export const canEdit = ({ data }: Pick<StoreRecord, 'data'>): boolean => isObject(data)

/** Said of a record that looks as if it could be edited, and of which nothing else says that it is sealed. */
export function whyNoEdit({ data, raw, native }: Pick<StoreRecord, 'data' | 'raw' | 'native'>): string | null {
  if (data !== null || native?.sealed === true) return null
  const read = readRaw(raw)
  if (read.kind !== 'json' || !isObject(read.value)) return null
  return 'Cannot be edited here: it is sealed, or the store holds so much that the lab reads only a part of it as JSON.'
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
