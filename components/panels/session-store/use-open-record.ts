import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { openRecord } from './open-record'
import { useFarRecord } from './paged/use-far-record'

/** The record of a store that is open, also beyond the snapshot, and whether it is being changed by hand. */
export function useOpenRecord(store: StoreMoment) {
  const { records } = store
  const live = useLab((lab) => lab.cursor === 'live')
  const current = useLab((lab) => lab.moment.exchange?.sid ?? null)
  const [chosen, setChosen] = useState<RecordMoment | null>(null)
  const [held, hold] = useState<RecordMoment | null>(null)
  // Of a moment that is past nothing can be changed.
  const edited = live ? held : null
  const wanted = edited?.sid ?? chosen?.sid ?? current
  const isFar = live && wanted !== null && isCut(store) && !records.some(({ sid }) => sid === wanted)
  const far = useFarRecord(store, isFar ? wanted : null, edited ?? chosen)
  const open = openRecord(records, { edited, chosen, current, far })
  const choose = (record: RecordMoment) => {
    hold(null)
    setChosen(record)
  }
  /** Whoever changes a record has chosen it: it stays open, and stays so afterwards. */
  const edit = (begins: boolean) => {
    if (!begins) hold(null)
    else if (open) {
      setChosen(open)
      hold(open)
    }
  }
  return { open, choose, editing: edited !== null, edit }
}

/** The snapshot holds the first records only. */
export const isCut = (store: StoreMoment): boolean =>
  store.total > store.records.filter((record) => record.record !== null).length
