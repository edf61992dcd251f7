'use client'

import { X } from 'lucide-react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { sessionName } from '@/protocol/session-name'
import { RowCell } from './row-cell'
import { shortType } from './short-type'

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
    <div className="-mx-3 max-h-64 overflow-auto scroll-thin">
      <table className="w-full border-separate border-spacing-0 text-left font-mono text-xs leading-[1.55]">
        <thead className="sticky top-0 z-10 bg-panel">
          <tr>
            {store.columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                title={`${column.name} ${column.type}`}
                className="border-y px-1 py-1 font-semibold whitespace-nowrap first:pl-3"
              >
                {column.name} <span className="block font-normal text-muted">{shortType(column.type)}</span>
              </th>
            ))}
            {live ? (
              <th scope="col" className="border-y pr-1">
                <span className="sr-only">Delete</span>
              </th>
            ) : null}
          </tr>
        </thead>
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
  const actions = useLabActions()
  const gone = record.record === null
  return (
    <tr
      className={classNames('align-top', open ? 'bg-soft' : 'hover:bg-soft', gone && 'text-muted line-through')}
    >
      {store.columns.map((column) => (
        <td key={column.name} className={classNames('border-b px-1 py-1 first:pl-3', MARKS[record.change])}>
          <RowCell {...{ column, record, now, open, onOpen }} />
        </td>
      ))}
      {live ? (
        <td className="border-b pr-1">
          {gone ? null : (
            <IconButton
              label={`Delete the row of session ${sessionName(record.sid).short}`}
              title="Deletes the row in the real table. The browser keeps its cookie."
              onClick={() => void actions.removeRecord(store.kind, record.sid, store.engine)}
              className="text-muted hover:text-bad"
            >
              <X aria-hidden size={14} />
            </IconButton>
          )}
        </td>
      ) : null}
    </tr>
  )
}

/** A row that came, changed or went has a mark at its edge. */
const MARKS: Record<RecordMoment['change'], string> = {
  same: '',
  added: 'first:shadow-[inset_3px_0_var(--ok)]',
  changed: 'first:shadow-[inset_3px_0_var(--ok)]',
  removed: 'first:shadow-[inset_3px_0_var(--bad)]',
}
