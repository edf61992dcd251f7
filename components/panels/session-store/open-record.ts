import type { RecordMoment } from '@/protocol/model/views'

interface Wanted {
  /** Being changed by hand. */
  edited: RecordMoment | null
  chosen: RecordMoment | null
  /** Id of the session of the request at the cursor. */
  current: string | null
  /** The record that is wanted, found beyond the snapshot. */
  far: RecordMoment | null
}

/**
 * Which record of a store is open: the one being changed, also when it is gone meanwhile, so that what was typed stays;
 * else the chosen one, else the current session's, else one that changed, else the first.
 */
export function openRecord(
  records: readonly RecordMoment[],
  { edited, chosen, current, far }: Wanted,
): RecordMoment | undefined {
  const near = (sid: string | null | undefined) => records.find((record) => record.sid === sid)
  if (edited) {
    const now = near(edited.sid) ?? far
    return now?.sid === edited.sid && now.record ? now : edited
  }
  return (
    near(chosen?.sid) ??
    far ??
    near(current) ??
    records.find((record) => record.change !== 'same') ??
    records[0]
  )
}
