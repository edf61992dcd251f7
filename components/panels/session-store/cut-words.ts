import type { StoreMoment } from '@/protocol/model/views'

/** What is said of a list of which a past moment has only a part. Large records leave room for fewer than small ones. */
export function cutWords({ records, total }: Pick<StoreMoment, 'records' | 'total'>): string {
  const kept = records.filter(({ record }) => record !== null).length
  const of = total.toLocaleString('en')
  return kept === 1
    ? `Of an earlier moment only 1 of ${of} records is kept.`
    : `Of an earlier moment only ${String(kept)} of ${of} records are kept.`
}
