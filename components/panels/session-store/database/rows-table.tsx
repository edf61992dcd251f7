'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { classNames } from '@/components/ui/class-names'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { ColumnHeads } from './column-heads'
import { DeleteRow } from './delete-row'
import { RowCell } from './row-cell'
import { rowLook, ROW_MARKS } from './row-look'

interface Props {
  store: StoreMoment
  /** Id of the row that is open. */
  open: string | null
  now: number | null
  onOpen: (record: RecordMoment) => void
}

/** A table's columns with their types and its rows; what the request at the cursor changed is marked cell by cell. */
export function RowsTable({ store, open, now, onOpen }: Props) {
  const live = useLab((lab) => lab.cursor === 'live')
  return (
    <div className="-mx-3 max-h-64 overflow-auto scroll-thin @3xl/card:max-h-[50dvh]">
      <table className="w-full border-separate border-spacing-0 text-left font-mono text-xs leading-[1.55]">
        <ColumnHeads columns={store.columns} deletes={live} />
        <tbody>
          {store.records.map((record) => (
            <Row
              key={record.sid}
              {...{ store, record, now, live }}
              open={record.sid === open}
              onOpen={() => onOpen(record)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  store: StoreMoment
  record: RecordMoment
  now: number | null
  live: boolean
  open: boolean
  onOpen: () => void
}

function Row({ store, record, now, live, open, onOpen }: RowProps) {
  const gone = record.record === null
  return (
    <tr className={`align-top ${rowLook(open, gone)}`}>
      {store.columns.map((column) => (
        <td key={column.name} className={classNames('border-b px-1 py-1 first:pl-3', ROW_MARKS[record.change])}>
          <RowCell {...{ column, record, now, open, onOpen }} />
        </td>
      ))}
      {live ? (
        <td className="border-b pr-1">{gone ? null : <DeleteRow store={store} sid={record.sid} />}</td>
      ) : null}
    </tr>
  )
}
