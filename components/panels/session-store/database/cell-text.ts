import type { StoreRecord } from '@/protocol/snapshot'

/** A column's value as the database writes it; a time to the second. */
export function cellText(row: StoreRecord | null, column: string): string {
  const value = row?.native?.[column] ?? null
  return value === null ? 'NULL' : shortTime(String(value))
}

const shortTime = (text: string): string => text.replace(/^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)\.\d+/, '$1')
