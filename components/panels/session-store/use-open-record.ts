import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'

/** The record that was chosen, also beyond the snapshot; else the current session's, else one that changed, else the first. */
export function useOpenRecord({ records }: StoreMoment) {
  const live = useLab((lab) => lab.cursor === 'live')
  const current = useLab((lab) => lab.moment.exchange?.sid ?? null)
  const [chosen, choose] = useState<RecordMoment | null>(null)
  const far = live && chosen?.record ? chosen : undefined
  const open =
    records.find((record) => record.sid === chosen?.sid) ??
    far ??
    records.find((record) => record.sid === current) ??
    records.find((record) => record.change !== 'same') ??
    records[0]
  return { open, choose }
}

/** The snapshot holds the first records only. */
export const isCut = (store: StoreMoment): boolean =>
  store.total > store.records.filter((record) => record.record !== null).length
