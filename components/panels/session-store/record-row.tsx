'use client'

import { X } from 'lucide-react'
import { useLab } from '@/components/sandbox/use-lab'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { SessionChip } from '@/components/ui/session-chip'
import { timeLeft } from '@/components/ui/time-words'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { sessionName } from '@/protocol/session-name'
import { shortId, splitWhere } from './store-words'

interface Props {
  kind: StoreMoment['kind']
  record: RecordMoment
  open: boolean
  /** On the workspace's clock. */
  now: number | null
  onOpen: () => void
}

/** One record in the list: whose it is, where it lies, how long it has left; a button opens it, another deletes it. */
export function RecordRow({ kind, record, open, now, onOpen }: Props) {
  const remove = useLab((lab) => lab.actions.removeRecord)
  const live = useLab((lab) => lab.cursor === 'live')
  const { short } = sessionName(record.sid)
  const kept = record.record
  return (
    <li
      className={classNames(
        'group/record flex items-center rounded-md',
        open ? 'bg-soft' : 'hover:bg-soft',
        record.change === 'removed' && 'opacity-75',
      )}
    >
      <button
        type="button"
        aria-pressed={open}
        onClick={onOpen}
        className="flex min-h-7 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left focus-visible:outline-offset-[-2px]"
      >
        <SessionChip sid={record.sid} />
        <FileName record={record} />
        <ChangeWord change={record.change} />
        <span className="ml-auto font-mono text-xs text-muted tabular-nums">
          {remaining(kept?.expires, now)}
        </span>
      </button>
      {kept && live ? (
        <IconButton
          label={`Delete the ${kind === 'file' ? 'file' : 'record'} of session ${short}`}
          title="Deletes the record in the real store. The browser keeps its cookie."
          onClick={() => void remove(kind, record.sid)}
          className="text-muted hover:text-bad"
        >
          <X aria-hidden size={14} />
        </IconButton>
      ) : (
        <span className="w-6 shrink-0" />
      )}
    </li>
  )
}

function FileName({ record }: { record: RecordMoment }) {
  const place = record.record ?? record.recordBefore
  const { before, id, after } = splitWhere(place?.where ?? '', record.sid)
  const gone = record.change === 'removed'
  return (
    <span
      title={place?.where}
      data-hue={sessionName(record.sid).hue}
      className={classNames('truncate font-mono text-xs', gone && 'text-muted line-through')}
    >
      {before}
      <span className="text-hue">{shortId(id)}</span>
      {after}
    </span>
  )
}

function ChangeWord({ change }: { change: RecordMoment['change'] }) {
  if (change === 'same') return null
  if (change === 'removed') return <del className="text-xs">deleted</del>
  return <ins className="text-xs">{change === 'added' ? 'new' : 'changed'}</ins>
}

function remaining(expires: string | null | undefined, now: number | null): string {
  if (!expires || now === null) return ''
  return timeLeft(Date.parse(expires) - now)
}
