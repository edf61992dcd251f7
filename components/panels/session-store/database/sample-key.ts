import type { RecordMoment } from '@/protocol/model/views'

/** A key that sessions of a table have, to ask about: the first plain one of the first row that has any. */
export function sampleKey(records: readonly Pick<RecordMoment, 'record'>[]): string {
  for (const { record } of records) {
    const data: unknown = record?.data
    if (typeof data !== 'object' || data === null) continue
    // It becomes part of a statement that is only proposed, so no odd letters.
    const key = Object.keys(data).find((name) => name !== 'cookie' && /^\w+$/.test(name))
    if (key !== undefined) return key
  }
  return 'views'
}
