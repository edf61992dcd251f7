'use client'

import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { FindField } from '../paged/find-field'
import { usePagedList } from '../paged/use-paged-list'
import { usePagedMoments } from '../paged/use-paged-moments'
import { ColumnHeads } from './column-heads'
import { DeleteRow } from './delete-row'
import { LineCell } from './line-cell'
import { rowLook, ROW_MARKS } from './row-look'

/** Two lines of text and their room. */
const ROW = 45
/** As much as is ever in sight: the table may be higher in a dialog. */
const HEIGHT = 720

interface Props {
  store: StoreMoment
  /** Id of the row that is open. */
  open: string | null
  now: number | null
  onOpen: (record: RecordMoment) => void
}

/** A table of more rows than a snapshot holds: the same columns, rows of one height of which only those in sight are there, and a search. */
export default function PagedRows({ store, open, now, onOpen }: Props) {
  const list = usePagedList(store, { rowHeight: ROW, height: HEIGHT })
  const momentOf = usePagedMoments(store, list.pages)
  const { from, to } = list.range
  const places = Array.from({ length: to - from }, (_, index) => from + index)
  return (
    <>
      <FindField list={list} />
      <div
        className="-mx-3 max-h-72 overflow-auto scroll-thin @3xl/card:max-h-[50dvh]"
        onScroll={(event) => list.scrollTo(event.currentTarget.scrollTop)}
      >
        <table
          aria-rowcount={list.count + 1}
          className="w-full table-fixed border-separate border-spacing-0 text-left font-mono text-xs leading-[1.55]"
          style={{ minWidth: widthOf(store.columns) }}
        >
          <colgroup>
            {store.columns.map(({ name, type }, index) => (
              <col key={name} style={{ width: columnWidth(type, index) }} />
            ))}
            <col style={{ width: '2.25rem' }} />
          </colgroup>
          <ColumnHeads columns={store.columns} deletes />
          <tbody>
            <Gap rows={from} columns={store.columns.length + 1} />
            {places.map((place) => (
              <Row key={place} {...{ place, store, now, onOpen, open }} record={momentOf(place)} />
            ))}
            <Gap rows={list.count - to} columns={store.columns.length + 1} />
          </tbody>
        </table>
      </div>
      {list.pages && list.count === 0 ? (
        <p className="mt-1.5 text-sm text-muted">No row has this text.</p>
      ) : null}
    </>
  )
}

/** Room for rows that are out of sight. */
function Gap({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} className="p-0" style={{ height: rows * ROW }} />
    </tr>
  )
}

interface RowProps extends Props {
  place: number
  /** null: its page is on its way. */
  record: RecordMoment | null
}

function Row({ place, store, record, now, open, onOpen }: RowProps) {
  const isOpen = record !== null && record.sid === open
  return (
    <tr aria-rowindex={place + 2} className={rowLook(isOpen)} style={{ height: ROW }}>
      {store.columns.map((column) => (
        <td
          key={column.name}
          className={`overflow-hidden border-b px-1 py-0 first:pl-3 ${ROW_MARKS[record?.change ?? 'same']}`}
        >
          {record ? (
            <LineCell {...{ column, record, now }} open={isOpen} onOpen={() => onOpen(record)} />
          ) : (
            <span aria-hidden className="block h-3 rounded bg-soft" />
          )}
        </td>
      ))}
      <td className="border-b py-0 pr-1">{record ? <DeleteRow store={store} sid={record.sid} /> : null}</td>
    </tr>
  )
}

/** Times and other values have their length; the id and JSON share what is left, so that a dialog shows ids whole. */
const lengthOf = (type: string, index: number): number =>
  /^jsonb?$/.test(type) ? 12 : type.startsWith('timestamp') ? 10 : index === 0 ? 6.5 : 7

function columnWidth(type: string, index: number): string | undefined {
  if (index === 0) return '25%'
  return /^jsonb?$/.test(type) ? undefined : `${String(lengthOf(type, index))}rem`
}

/** Narrower, it scrolls sideways. */
function widthOf(columns: StoreMoment['columns']): string {
  const rem = columns.reduce((sum, { type }, index) => sum + lengthOf(type, index), 2.25)
  return `${String(rem)}rem`
}
