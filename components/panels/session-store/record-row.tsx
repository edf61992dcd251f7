'use client'

import type { CSSProperties } from 'react'
import { X } from 'lucide-react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { SessionChip } from '@/components/ui/session-chip'
import { timeLeft } from '@/components/ui/time-words'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { sessionName } from '@/protocol/session-name'
import { focusStays } from './focus-stays'
import { listedName, shortId } from './store-words'

interface Props {
  store: Pick<StoreMoment, 'kind' | 'engine'>
  record: RecordMoment
  open: boolean
  /** On the workspace's clock. */
  now: number | null
  onOpen: () => void
  /** Where it stands in a list of which only a part is there. */
  style?: CSSProperties
}

/** One record in the list: whose it is, where it lies, how long it has left; a button opens it, another deletes it. */
export function RecordRow({ store, record, open, now, onOpen, style }: Props) {
  const actions = useLabActions()
  const live = useLab((lab) => lab.cursor === 'live')
  const { short } = sessionName(record.sid)
  const kept = record.record
  return (
    <li
      style={style}
      className={classNames(
        'group/record flex items-center rounded-md',
        style && 'absolute inset-x-0',
        open ? 'bg-soft' : 'hover:bg-soft',
      )}
    >
      <button
        type="button"
        aria-pressed={open}
        onClick={onOpen}
        className="flex min-h-7 min-w-0 flex-1 items-center gap-1.5 rounded-md px-1.5 text-left focus-visible:outline-offset-[-2px]"
      >
        <SessionChip sid={record.sid} />
        <FileName record={record} />
        <span className="ml-auto shrink-0 font-mono text-xs whitespace-nowrap text-muted tabular-nums">
          {remaining(kept?.expires, now)}
        </span>
      </button>
      {kept && live ? (
        <IconButton
          label={`Delete the ${WORDS[store.kind]} of session ${short}`}
          title={`Deletes the ${WORDS[store.kind]} in the real store. The browser keeps its cookie.`}
          onClick={(event) =>
            focusStays(event.currentTarget, actions.removeRecord(store.kind, record.sid, store.engine))
          }
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

/** What one record is called there. */
const WORDS: Record<StoreMoment['kind'], string> = {
  memory: 'record',
  file: 'file',
  redis: 'key',
  memcached: 'item',
  postgres: 'row',
  mongo: 'document',
  cookie: 'cookie',
}

function FileName({ record }: { record: RecordMoment }) {
  const place = record.record ?? record.recordBefore
  const { before, id, after } = listedName(place?.where ?? '', record.sid)
  const name = (
    <>
      {before}
      <span className="text-hue">{shortId(id)}</span>
      {after}
    </>
  )
  return (
    <span
      title={place?.where}
      data-hue={sessionName(record.sid).hue}
      className="flex min-w-0 items-center gap-1 font-mono text-xs"
    >
      <span className="truncate">
        {record.change === 'added' ? <ins>{name}</ins> : record.change === 'removed' ? <del>{name}</del> : name}
      </span>
      {record.change === 'changed' ? (
        <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-ok" />
      ) : null}
      <span className="sr-only">{CHANGES[record.change]}</span>
    </span>
  )
}

const CHANGES: Record<RecordMoment['change'], string> = {
  same: '',
  added: ', new',
  changed: ', changed',
  removed: ', deleted',
}

function remaining(expires: string | null | undefined, now: number | null): string {
  if (!expires || now === null) return ''
  return timeLeft(Date.parse(expires) - now)
}
