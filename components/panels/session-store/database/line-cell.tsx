import { SessionChip } from '@/components/ui/session-chip'
import { timeLeft } from '@/components/ui/time-words'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { cellText } from './cell-text'
import { jsonLine } from './json-line'
import { ROW_CHANGES } from './row-look'

interface Props {
  column: StoreMoment['columns'][number]
  record: RecordMoment
  now: number | null
  open: boolean
  onOpen: () => void
}

/** One cell of a row that is as high as every other: what does not fit is in its title and in the row, opened. */
export function LineCell({ column, record: moment, now, open, onOpen }: Props) {
  const { sid, record, recordBefore, change } = moment
  if (record?.native?.[column.name] === sid)
    return (
      <button
        type="button"
        aria-pressed={open}
        onClick={onOpen}
        title={sid}
        className="block max-w-full truncate rounded-md text-left focus-visible:outline-offset-[-2px]"
      >
        <SessionChip sid={sid} />
        <span className="block truncate text-muted">{sid}</span>
        <span className="sr-only">{ROW_CHANGES[change]}</span>
      </button>
    )
  const isJson = /^jsonb?$/.test(column.type)
  const textOf = (one: typeof record): string => (isJson ? jsonLine(one?.data) : cellText(one, column.name))
  const text = textOf(record)
  const changed = change === 'changed' && textOf(recordBefore) !== text
  const words = changed ? <ins>{text}</ins> : text
  return (
    <span className="block" title={changed ? `before: ${textOf(recordBefore)}` : text}>
      <span className={isJson ? 'line-clamp-2 [overflow-wrap:anywhere]' : 'block truncate'}>{words}</span>
      {column.type.startsWith('timestamp') && record?.expires && now !== null ? (
        <span className="block truncate text-muted tabular-nums">
          {timeLeft(Date.parse(record.expires) - now)}
        </span>
      ) : null}
    </span>
  )
}
