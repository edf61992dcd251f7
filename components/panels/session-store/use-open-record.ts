import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { useFarRecord } from './paged/use-far-record'

/** The record that was chosen, also beyond the snapshot; else the current session's, else one that changed, else the first. */
export function useOpenRecord(store: StoreMoment) {
  const { records } = store
  const live = useLab((lab) => lab.cursor === 'live')
  const current = useLab((lab) => lab.moment.exchange?.sid ?? null)
  const [chosen, choose] = useState<RecordMoment | null>(null)
  const near = (sid: string | null | undefined) => records.find((record) => record.sid === sid)
  const wanted = chosen?.sid ?? current
  const isFar = live && wanted !== null && isCut(store) && !near(wanted)
  const far = useFarRecord(store, isFar ? wanted : null, chosen)
  const open =
    near(chosen?.sid) ??
    far ??
    near(current) ??
    records.find((record) => record.change !== 'same') ??
    records[0]
  return { open, choose }
}

/** The snapshot holds the first records only. */
export const isCut = (store: StoreMoment): boolean =>
  store.total > store.records.filter((record) => record.record !== null).length
