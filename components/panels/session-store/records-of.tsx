'use client'

import { Suspense, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { fetched } from '@/components/ui/fetched'
import { PanelSection } from '@/components/ui/panel-card'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { CutNote } from './cut-note'
import { RecordRow } from './record-row'
import { RecordView } from './record-view'
import { StoreFacts } from './store-facts'
import { emptyWords, placeName } from './store-words'
import { isCut, useOpenRecord } from './use-open-record'
import { useStoreClock } from './use-store-clock'

// For thousands of records; the first screen does without it.
const PagedRecords = fetched(() => import('./paged/paged-records'))
const PAGE = 40

/** One place of a store: the list of its records, and the one that is open. */
export function RecordsOf({ store }: { store: StoreMoment }) {
  const instances = useLab((lab) => lab.moment.settings.instances)
  const live = useLab((lab) => lab.cursor === 'live')
  const now = useStoreClock()
  const { open, choose, editing, edit } = useOpenRecord(store)
  const cut = isCut(store)
  return (
    <>
      <PanelSection
        title={
          <span className={store.kind === 'memory' ? '' : 'font-mono text-xs'}>
            {placeName(store, instances)}
          </span>
        }
        aside={<Count store={store} />}
      >
        {cut && live ? (
          <Suspense>
            <PagedRecords store={store} open={open?.sid ?? null} now={now} onOpen={choose} />
          </Suspense>
        ) : (
          <Listed store={store} open={open} now={now} onOpen={choose} />
        )}
        {cut && !live ? <CutNote store={store} /> : null}
      </PanelSection>
      {open ? (
        <RecordView key={open.sid} store={store} record={open} now={now} editing={editing} onEdit={edit} />
      ) : null}
      <StoreFacts store={store} />
    </>
  )
}

interface ListedProps {
  store: StoreMoment
  open: RecordMoment | undefined
  now: number | null
  onOpen: (record: RecordMoment) => void
}

function Listed({ store, open, now, onOpen }: ListedProps) {
  const app = useLab((lab) => lab.moment.app)
  const [shown, setShown] = useState(PAGE)
  const { records } = store
  if (records.length === 0) return <p className="text-sm text-muted">{store.note ?? emptyWords(store, app)}</p>
  return (
    <>
      <ul className="-mx-1.5 max-h-44 overflow-y-auto scroll-thin" aria-label="Records">
        {records.slice(0, shown).map((record) => (
          <RecordRow
            key={record.sid}
            store={store}
            record={record}
            open={record.sid === open?.sid}
            now={now}
            onOpen={() => onOpen(record)}
          />
        ))}
      </ul>
      {records.length > shown ? (
        <Button size="small" kind="quiet" className="mt-1" onClick={() => setShown(shown + PAGE)}>
          Show {Math.min(PAGE, records.length - shown)} more
        </Button>
      ) : null}
    </>
  )
}

function Count({ store }: { store: StoreMoment }) {
  const here = store.records.filter((record) => record.record !== null).length
  const total = Math.max(store.total, here)
  if (total === 0) return null
  return (
    <span className="text-xs text-muted tabular-nums">
      {total === 1 ? '1 record' : `${total.toLocaleString('en')} records`}
    </span>
  )
}
