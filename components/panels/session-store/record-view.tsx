'use client'

import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { ChangedJson } from '@/components/ui/changed-json'
import { PanelSection } from '@/components/ui/panel-card'
import { byteCount, timeLeft } from '@/components/ui/time-words'
import { diffValues } from '@/components/ui/value-diff'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { readRaw } from './raw-record'
import { shortId, splitWhere } from './store-words'

interface Props {
  kind: StoreMoment['kind']
  record: RecordMoment
  now: number | null
}

/** One record opened: its JSON laid out with changes marked, or to the letter as the store keeps it. */
export function RecordView({ kind, record, now }: Props) {
  const [exact, setExact] = useState(false)
  const kept = record.record
  return (
    <PanelSection
      place="record"
      className="flex-1"
      title={<RecordTitle record={record} />}
      aside={
        kept && readRaw(kept.raw).kind === 'json' ? (
          <Button size="small" kind="quiet" aria-pressed={exact} onClick={() => setExact(!exact)}>
            {exact ? 'Laid out' : 'Raw'}
          </Button>
        ) : null
      }
    >
      {kept?.expires && now !== null ? <Expiry kind={kind} expires={kept.expires} now={now} /> : null}
      {kept ? (
        <RawView text={kept.raw} before={record.recordBefore?.raw} exact={exact} />
      ) : (
        <Gone kind={kind} raw={record.recordBefore?.raw ?? ''} />
      )}
    </PanelSection>
  )
}

function RecordTitle({ record }: { record: RecordMoment }) {
  const kept = record.record
  const place = kept ?? record.recordBefore
  const { before, id, after } = splitWhere(place?.where ?? '', record.sid)
  return (
    <>
      <span className="font-mono text-xs">{`${before}${shortId(id)}${after}`}</span>
      {kept ? <span className="text-xs">, {byteCount(kept.bytes)}</span> : null}
    </>
  )
}

interface RawProps {
  text: string
  /** The record's text before the step. */
  before: string | undefined
  exact: boolean
}

function RawView({ text, before, exact }: RawProps) {
  const raw = readRaw(text)
  if (raw.kind === 'empty') return <p className="text-sm text-warn">The record is there, but empty.</p>
  if (raw.kind !== 'json') {
    return (
      <>
        <p className="mb-1.5 text-sm text-warn">This is not JSON, so the store cannot read it back.</p>
        <Exact text={text} />
      </>
    )
  }
  if (exact) return <Exact text={text} />
  // A record that is new as a whole needs no marks inside.
  const old = readRaw(before)
  return <ChangedJson diff={diffValues(old.kind === 'json' ? old.value : raw.value, raw.value)} />
}

/** What a record held that is gone since the step before. */
function Gone({ kind, raw }: { kind: StoreMoment['kind']; raw: string }) {
  const up = useLab((lab) => lab.moment.app.state === 'ready')
  const old = readRaw(raw)
  return (
    <div className="text-muted">
      <p className="mb-1.5 text-sm">
        {kind === 'memory' && !up ? 'Gone with the process. It held:' : 'Deleted. It held:'}
      </p>
      {old.kind === 'json' ? <ChangedJson diff={diffValues(old.value, old.value)} /> : <Exact text={raw} />}
    </div>
  )
}

function Exact({ text }: { text: string }) {
  return <pre className="font-mono text-xs leading-[1.7] break-all whitespace-pre-wrap">{text}</pre>
}

function Expiry({ kind, expires, now }: { kind: StoreMoment['kind']; expires: string; now: number }) {
  const left = Date.parse(expires) - now
  if (left <= 0) {
    const stays = kind === 'file' ? ' The file stays until it is swept away.' : ''
    return <p className="mb-1.5 text-sm text-warn">Expired: the store no longer answers with it.{stays}</p>
  }
  return <p className="sr-only">Expires in {timeLeft(left)}.</p>
}
