import { useMemo, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'
import { pagedMoment } from './paged-moment'
import type { Pages } from './use-record-pages'

const NONE: ReadonlyMap<string, StoreRecord> = new Map()

/** The record at a place of the list with its changes; null while its page is on its way. */
export function usePagedMoments(
  store: StoreMoment,
  pages: Pages | null,
): (place: number) => RecordMoment | null {
  const exchange = useLab((lab) => lab.moment.exchange)
  const known = useKnownBefore(pages)
  return useMemo(() => {
    const told = new Map(store.records.map((record) => [record.sid, record]))
    return (place) => {
      const record = pages?.records.get(place)
      return record ? pagedMoment(record, { kind: store.kind, told, known, exchange }) : null
    }
  }, [store.kind, store.records, pages, known, exchange])
}

/** The records of the pages as they were when the last row of the timeline began. */
function useKnownBefore(pages: Pages | null): ReadonlyMap<string, StoreRecord> {
  const row = useLab((lab) => {
    const last = lab.trace.rows.at(-1)
    return last?.type === 'exchange' ? last.exchange.firstEventId : (last?.life.firstEventId ?? 0)
  })
  const [held, hold] = useState({ row, pages, before: NONE })
  if (held.row !== row || held.pages !== pages)
    hold({ row, pages, before: held.row === row ? held.before : bySid(held.pages) })
  return held.before
}

function bySid(pages: Pages | null): ReadonlyMap<string, StoreRecord> {
  return new Map([...(pages?.records.values() ?? [])].map((record) => [record.sid, record]))
}
