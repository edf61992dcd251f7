import { SessionChip } from '@/components/ui/session-chip'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { cellText } from './cell-text'
import { jsonParts } from './json-parts'
import { leftInColumn } from './left-in-column'
import { ROW_CHANGES } from './row-look'

interface Props {
  column: StoreMoment['columns'][number]
  record: RecordMoment
  now: number | null
  open: boolean
  onOpen: () => void
}

/** One cell of a row that is as high as every other: what does not fit is in its title and in the row, opened. */
export function LineCell(props: Props) {
  const { column, record } = props
  if (record.record?.native?.[column.name] === record.sid) return <IdCell {...props} />
  return /^jsonb?$/.test(column.type) ? <JsonCell record={record} /> : <PlainCell {...props} />
}

function IdCell({ record: { sid, change }, open, onOpen }: Props) {
  return (
    <button
      type="button"
      aria-pressed={open}
      onClick={onOpen}
      title={sid}
      className="block max-w-full rounded-md text-left focus-visible:outline-offset-[-2px]"
    >
      <SessionChip sid={sid} />
      <span className="block truncate text-muted">{sid}</span>
      <span className="sr-only">{ROW_CHANGES[change]}</span>
    </button>
  )
}

function JsonCell({ record: { record, recordBefore, change } }: Pick<Props, 'record'>) {
  const parts = jsonParts(record?.data, change === 'changed' ? recordBefore?.data : record?.data)
  return (
    <span className="line-clamp-2 [overflow-wrap:anywhere]" title={parts.map(({ text }) => text).join(', ')}>
      {parts.map(({ text, changed }, index) => (
        <span key={text}>
          {index > 0 ? ', ' : ''}
          {changed ? <ins>{text}</ins> : text}
        </span>
      ))}
    </span>
  )
}

function PlainCell({ column, record: { record, recordBefore, change }, now }: Props) {
  const text = cellText(record, column.name)
  const before = cellText(recordBefore, column.name)
  const changed = change === 'changed' && before !== text
  const left = leftInColumn(column, record, now)
  return (
    <span title={changed ? `before: ${before}` : text}>
      <span className="block truncate">{changed ? <ins>{text}</ins> : text}</span>
      {left === null ? null : <span className="block truncate text-muted tabular-nums">{left}</span>}
    </span>
  )
}
