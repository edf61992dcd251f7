'use client'

import { Suspense } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { fetched } from '@/components/ui/fetched'
import { PanelSection } from '@/components/ui/panel-card'
import type { StoreMoment } from '@/protocol/model/views'
import { CutNote } from '../cut-note'
import { RecordView } from '../record-view'
import { emptyWords, innerPlace } from '../store-words'
import { isCut, useOpenRecord } from '../use-open-record'
import { useStoreClock } from '../use-store-clock'
import { RowsTable } from './rows-table'
import { TableSql } from './table-sql'

const PagedRows = fetched(() => import('./paged-rows'))

interface Props {
  store: StoreMoment
  /** A row of it begins to be changed by hand. */
  onEdit: () => void
}

/** One table as a database tool shows it, and the row that is open. */
export function TableSection({ store, onEdit }: Props) {
  const app = useLab((lab) => lab.moment.app)
  const live = useLab((lab) => lab.cursor === 'live')
  const now = useStoreClock()
  const { open, choose, editing, edit } = useOpenRecord(store)
  const cut = isCut(store)
  const list = { store, now, open: open?.sid ?? null, onOpen: choose }
  return (
    <>
      <PanelSection
        title={<span className="font-mono text-xs">{innerPlace(store)}</span>}
        aside={<span className="text-xs text-muted tabular-nums">{rowCount(store.total)}</span>}
      >
        {cut && live ? (
          <Suspense>
            <PagedRows {...list} />
          </Suspense>
        ) : (
          <RowsTable {...list} />
        )}
        {store.records.length === 0 ? (
          <p className="mt-1.5 text-sm text-muted">{store.note ?? emptyWords(store, app)}</p>
        ) : null}
        {cut && !live ? <CutNote store={store} /> : null}
        {store.table ? <TableSql table={store.table} /> : null}
      </PanelSection>
      {open ? (
        <RecordView
          key={open.sid}
          store={store}
          record={open}
          now={now}
          editing={editing}
          onEdit={(begins) => {
            edit(begins)
            if (begins) onEdit()
          }}
        />
      ) : null}
    </>
  )
}

const rowCount = (total: number): string => (total === 1 ? '1 row' : `${total.toLocaleString('en')} rows`)
