import { ChangedLeaf } from '@/components/ui/changed-json'
import { SessionChip } from '@/components/ui/session-chip'
import { diffValues, leafText, NOTHING, type DiffEntry } from '@/components/ui/value-diff'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { cellText } from './cell-text'
import { leftInColumn } from './left-in-column'
import { ROW_CHANGES } from './row-look'

interface Props {
  column: StoreMoment['columns'][number]
  record: RecordMoment
  now: number | null
  open: boolean
  onOpen: () => void
}

/** One cell: the id in its colour and the way into the row, JSON line by line, the end with what is left until then, or the value as it is. */
export function RowCell({ column, record, now, open, onOpen }: Props) {
  const row = record.record ?? record.recordBefore
  if (row?.native?.[column.name] === record.sid)
    return (
      <button type="button" aria-pressed={open} onClick={onOpen} className="rounded-md text-left">
        <SessionChip sid={record.sid} />
        <span className="hidden pl-1.5 @xl/card:inline">{record.sid}</span>
        <span className="sr-only">{ROW_CHANGES[record.change]}</span>
      </button>
    )
  if (/^jsonb?$/.test(column.type)) return <JsonCell record={record} />
  return <PlainCell column={column} record={record} now={now} />
}

/** A value as it is; the end with what is left until then. */
function PlainCell({ column, record, now }: Pick<Props, 'column' | 'record' | 'now'>) {
  const { recordBefore: before, change } = record
  const row = record.record ?? before
  const text = cellText(row, column.name)
  const changed = change === 'changed' && cellText(before, column.name) !== text
  const left = leftInColumn(column, row, now)
  return (
    <span
      className="block min-w-[10ch]"
      title={changed ? `before: ${cellText(before, column.name)}` : undefined}
    >
      {changed ? <ins>{text}</ins> : text}
      {left === null ? null : <span className="block text-muted tabular-nums">{left}</span>}
    </span>
  )
}

/** The session without its cookie, one line for each key. */
function JsonCell({ record: { record, recordBefore, change } }: { record: RecordMoment }) {
  const now = record?.data ?? recordBefore?.data ?? null
  const before = change === 'changed' ? (recordBefore?.data ?? NOTHING) : now
  const diff = diffValues(before, now)
  if (diff.kind === 'leaf') return leafText(now)
  const entries = diff.entries.filter(({ key }) => key !== 'cookie')
  if (entries.length === 0) return <span className="text-muted">{'{ cookie }'}</span>
  return entries.map((entry) => <JsonLine key={entry.key} entry={entry} />)
}

function JsonLine({ entry: { key, diff } }: { entry: DiffEntry }) {
  return (
    <span className="block max-w-[22ch] min-w-[9ch] @xl/card:max-w-[60ch] [overflow-wrap:anywhere] line-clamp-3">
      <span className="text-muted">{key}:</span>{' '}
      {diff.kind === 'leaf' ? (
        <ChangedLeaf diff={diff} />
      ) : diff.change === 'same' ? (
        <span className="text-muted">{diff.list ? '[…]' : '{…}'}</span>
      ) : (
        <ins>{diff.list ? '[…]' : '{…}'}</ins>
      )}
    </span>
  )
}
