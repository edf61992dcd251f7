'use client'

import { useDeferredValue, useId, useState } from 'react'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'
import { RecordRow } from '../record-row'
import { PAGE_SIZE, useRecordPages } from './use-record-pages'
import { visibleRange } from './visible-range'

const ROW = 28
const HEIGHT = 9 * ROW

interface Props {
  store: StoreMoment
  /** Id of the record that is open. */
  open: string | null
  now: number | null
  onOpen: (record: RecordMoment) => void
}

/** All records of a store that holds more than a snapshot: a list of which only what is in sight is there, and a search. */
export default function PagedRecords({ store, open, now, onOpen }: Props) {
  const id = useId()
  const [find, setFind] = useState('')
  const [top, setTop] = useState(0)
  const wanted = useDeferredValue(find)
  const [count, setCount] = useState(store.total)
  const range = visibleRange({ top, height: HEIGHT }, { count, rowHeight: ROW, pageSize: PAGE_SIZE })
  const pages = useRecordPages(store, wanted, range.pages)
  if (pages && pages.total !== count) setCount(pages.total)
  const rows = Array.from({ length: range.to - range.from }, (_, index) => range.from + index)
  return (
    <>
      <div className="mb-1 flex items-center gap-2">
        <label htmlFor={id} className="sr-only">
          Find in ids and records
        </label>
        <input
          id={id}
          type="search"
          value={find}
          placeholder="Find in ids and records"
          onChange={(event) => setFind(event.target.value)}
          className="min-h-6 min-w-0 flex-1 rounded-md border border-edge bg-panel px-2 text-sm placeholder:text-muted"
        />
        <span role="status" className="text-xs text-muted tabular-nums">
          {pages ? (find === '' ? '' : `${String(count)} found`) : 'Looking'}
        </span>
      </div>
      <div
        className="-mx-1.5 overflow-y-auto scroll-thin"
        style={{ height: Math.min(HEIGHT, Math.max(1, count) * ROW) }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <ul aria-label="Records" className="relative" style={{ height: count * ROW }}>
          {rows.map((row) => (
            <Row key={row} row={row} record={pages?.records.get(row)} {...{ store, open, now, onOpen }} />
          ))}
        </ul>
      </div>
    </>
  )
}

interface RowProps extends Props {
  row: number
  record: StoreRecord | undefined
}

function Row({ row, record, store, open, now, onOpen }: RowProps) {
  const style = { top: row * ROW, height: ROW }
  if (!record)
    return (
      <li
        aria-hidden
        className="absolute inset-x-1.5 my-2 rounded bg-soft"
        style={{ ...style, height: ROW - 16 }}
      />
    )
  const moment: RecordMoment = { sid: record.sid, record, recordBefore: record, change: 'same' }
  return (
    <RecordRow
      store={store}
      record={moment}
      open={record.sid === open}
      now={now}
      onOpen={() => onOpen(moment)}
      style={style}
    />
  )
}
