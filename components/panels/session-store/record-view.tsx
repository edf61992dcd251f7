'use client'

import { Suspense, useState, type RefObject } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { ChangedJson } from '@/components/ui/changed-json'
import { fetched } from '@/components/ui/fetched'
import { PanelSection } from '@/components/ui/panel-card'
import { SessionChip } from '@/components/ui/session-chip'
import { byteCount, timeLeft } from '@/components/ui/time-words'
import { diffValues } from '@/components/ui/value-diff'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'
import { canEdit, whyNoEdit } from './edit/can-edit'
import { useWayBack } from './edit/use-way-back'
import { NativeFacts } from './native-facts'
import { cookieLast, readRaw } from './raw-record'
import { shortId, splitWhere } from './store-words'

const RecordEditor = fetched(() => import('./edit/record-editor'))

interface Props {
  store: Pick<StoreMoment, 'kind' | 'engine'>
  record: RecordMoment
  now: number | null
  editing: boolean
  /** Begins to change the record by hand, or ends it. */
  onEdit: (begins: boolean) => void
}

type View = 'laid out' | 'exact' | 'editing'

/** One record opened: its JSON laid out with changes marked, to the letter as the store keeps it, or being changed by hand. */
export function RecordView({ store, record, now, editing, onEdit }: Props) {
  const [exact, setExact] = useState(false)
  const live = useLab((lab) => lab.cursor === 'live')
  const { edit, leave } = useWayBack(() => onEdit(false))
  const kept = record.record
  const isJson = kept !== null && readRaw(kept.raw).kind === 'json'
  const view = editing && kept ? 'editing' : isJson && exact ? 'exact' : 'laid out'
  return (
    <PanelSection
      place="record"
      className="flex-1"
      title={<RecordTitle record={record} />}
      aside={
        isJson && view !== 'editing' ? (
          <Views
            {...{ exact, edit }}
            canEdit={live && canEdit(kept)}
            onEdit={() => onEdit(true)}
            onExact={() => setExact(!exact)}
          />
        ) : null
      }
    >
      {kept ? (
        <Kept
          store={store}
          record={kept}
          before={record.recordBefore?.raw}
          note={live ? whyNoEdit(kept) : null}
          {...{ now, view }}
          onClose={leave}
        />
      ) : (
        <Gone kind={store.kind} raw={record.recordBefore?.raw ?? ''} />
      )}
    </PanelSection>
  )
}

interface ViewsProps {
  exact: boolean
  canEdit: boolean
  edit: RefObject<HTMLButtonElement | null>
  onEdit: () => void
  onExact: () => void
}

function Views({ exact, canEdit, edit, onEdit, onExact }: ViewsProps) {
  return (
    <span className="-mr-2 flex">
      {canEdit ? (
        <Button
          ref={edit}
          size="small"
          kind="quiet"
          title="Changes the record in the real store"
          onClick={onEdit}
        >
          Edit
        </Button>
      ) : null}
      <Button size="small" kind="quiet" aria-pressed={exact} onClick={onExact}>
        {exact ? 'Laid out' : 'Raw'}
      </Button>
    </span>
  )
}

interface KeptProps extends Pick<Props, 'store' | 'now'> {
  record: StoreRecord
  before: string | undefined
  note: string | null
  view: View
  onClose: () => void
}

function Kept({ store, record, before, note, now, view, onClose }: KeptProps) {
  return (
    <>
      {store.kind === 'postgres' ? null : <NativeFacts kind={store.kind} record={record} now={now} />}
      {record.expires && now !== null ? <Expiry kind={store.kind} expires={record.expires} now={now} /> : null}
      {note === null ? null : <p className="mb-1.5 text-sm text-muted">{note}</p>}
      {view === 'editing' ? (
        <Suspense fallback={<Exact text={record.raw} />}>
          <RecordEditor store={store} record={record} onClose={onClose} />
        </Suspense>
      ) : (
        <RawView
          text={record.raw}
          bytes={record.bytes}
          before={before}
          exact={view === 'exact'}
          ownText={OWN_TEXT.has(store.kind)}
        />
      )}
    </>
  )
}

function RecordTitle({ record }: { record: RecordMoment }) {
  const kept = record.record
  const place = kept ?? record.recordBefore
  const { before, id, after } = splitWhere(place?.where ?? '', record.sid)
  return (
    <>
      {id === '' ? (
        <SessionChip sid={record.sid} />
      ) : (
        <span className="font-mono text-xs">{`${before}${shortId(id)}${after}`}</span>
      )}
      {kept ? <span className="text-xs">, {byteCount(kept.bytes)}</span> : null}
    </>
  )
}

/** Stores of the first lessons, where the text itself is what one looks at. */
const OWN_TEXT = new Set<StoreMoment['kind']>(['memory', 'file'])

interface RawProps {
  /** Laid out in its own order; elsewhere the session’s data comes before its cookie. */
  ownText: boolean
  text: string
  /** Of the whole record, of which `text` may be the beginning. */
  bytes: number
  /** The record's text before the step. */
  before: string | undefined
  exact: boolean
}

function RawView({ text, bytes, before, exact, ownText }: RawProps) {
  const raw = readRaw(text, bytes)
  if (raw.kind === 'empty') return <p className="text-sm text-warn">The record is there, but empty.</p>
  if (raw.kind !== 'json') {
    return (
      <>
        {raw.kind === 'cut' ? (
          <p className="mb-1.5 text-sm text-muted">Too long to show whole. It begins like this:</p>
        ) : (
          <p className="mb-1.5 text-sm text-warn">This is not JSON, so the store cannot read it back.</p>
        )}
        <Exact text={text} />
      </>
    )
  }
  if (exact) return <Exact text={text} />
  // A record that is new as a whole needs no marks inside.
  const old = readRaw(before)
  const order = ownText ? (value: unknown) => value : cookieLast
  return <ChangedJson diff={diffValues(order(old.kind === 'json' ? old.value : raw.value), order(raw.value))} />
}

/** What a record held that is gone since the step before. */
function Gone({ kind, raw }: { kind: StoreMoment['kind']; raw: string }) {
  const up = useLab((lab) => lab.moment.app.state === 'ready')
  const old = readRaw(raw)
  return (
    <div className="text-muted">
      <p className="mb-1.5 text-sm">
        {kind === 'memory' && !up ? 'Gone with the process. It held:' : 'Gone from the store. It held:'}
      </p>
      {old.kind === 'json' ? <ChangedJson diff={diffValues(old.value, old.value)} /> : <Exact text={raw} />}
    </div>
  )
}

function Exact({ text }: { text: string }) {
  return <pre className="font-mono text-xs leading-[1.7] break-all whitespace-pre-wrap">{text}</pre>
}

const STAYS: Partial<Record<StoreMoment['kind'], string>> = {
  file: ' The file stays until it is swept away.',
  postgres: ' The row stays until it is pruned.',
  mongo: ' The document stays until MongoDB’s own clock, which fast-forward does not move, reaches its end.',
}

function Expiry({ kind, expires, now }: { kind: StoreMoment['kind']; expires: string; now: number }) {
  const left = Date.parse(expires) - now
  if (left > 0) return <p className="sr-only">Expires in {timeLeft(left)}.</p>
  return (
    <p className="mb-1.5 text-sm text-warn">Expired: the store no longer answers with it.{STAYS[kind] ?? ''}</p>
  )
}
