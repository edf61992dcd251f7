import { timeLeft } from '@/components/ui/time-words'
import type { StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'

/** What is left of a row's time, for the one column that says when it ends; null for every other time. */
export function leftInColumn(
  { name, type }: StoreMoment['columns'][number],
  row: Pick<StoreRecord, 'expires'> | null,
  now: number | null,
): string | null {
  if (name !== 'expire' || !type.startsWith('timestamp') || now === null || !row?.expires) return null
  return timeLeft(Date.parse(row.expires) - now)
}
