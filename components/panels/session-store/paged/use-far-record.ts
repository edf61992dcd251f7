import { LIMITS } from '@/protocol/limits'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { usePagedMoments } from './use-paged-moments'
import { useRecordPages } from './use-record-pages'

const ONE_PAGE = [0]

/**
 * A record that lies beyond the snapshot, as it is now; null when there is none of that id. Until the store has
 * answered it is what was chosen in the list.
 */
export function useFarRecord(
  store: StoreMoment,
  sid: string | null,
  chosen: RecordMoment | null,
): RecordMoment | null {
  const find = (sid ?? '').slice(0, LIMITS.page.findLength)
  const { pages } = useRecordPages(store, find, sid === null ? null : ONE_PAGE)
  const momentOf = usePagedMoments(store, pages)
  if (sid === null) return null
  if (pages?.find !== find) return chosen?.sid === sid ? chosen : null
  const found = [...pages.records].find(([, record]) => record.sid === sid)
  return found ? momentOf(found[0]) : null
}
