'use client'

import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { RecordRow } from '../record-row'
import { FindField } from './find-field'
import { usePagedList } from './use-paged-list'
import { usePagedMoments } from './use-paged-moments'

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
  const list = usePagedList(store, { rowHeight: ROW, height: HEIGHT })
  const momentOf = usePagedMoments(store, list.pages)
  const { count, range } = list
  const rows = Array.from({ length: range.to - range.from }, (_, index) => range.from + index)
  return (
    <>
      <FindField list={list} />
      {list.pages && count === 0 ? <p className="text-sm text-muted">No record has this text.</p> : null}
      <div
        className="-mx-1.5 overflow-y-auto scroll-thin"
        style={{ height: Math.min(HEIGHT, count * ROW) }}
        onScroll={(event) => list.scrollTo(event.currentTarget.scrollTop)}
      >
        <ul aria-label="Records" className="relative" style={{ height: count * ROW }}>
          {rows.map((row) => (
            <Row key={row} row={row} record={momentOf(row)} {...{ store, open, now, onOpen }} />
          ))}
        </ul>
      </div>
    </>
  )
}

interface RowProps extends Props {
  row: number
  record: RecordMoment | null
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
  return (
    <RecordRow
      store={store}
      record={record}
      open={record.sid === open}
      now={now}
      onOpen={() => onOpen(record)}
      style={style}
    />
  )
}
