'use client'

import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { useClock } from '@/components/hooks/use-clock'
import { Button } from '@/components/ui/button'
import { PanelSection } from '@/components/ui/panel-card'
import type { StoreMoment } from '@/protocol/model/views'
import { RecordRow } from './record-row'
import { RecordView } from './record-view'
import { emptyWords, placeName } from './store-words'

const PAGE = 40

/** One store: the list of its records, and the one that is open. */
export function RecordsOf({ store }: { store: StoreMoment }) {
  const current = useLab((lab) => lab.moment.exchange?.sid ?? null)
  const app = useLab((lab) => lab.moment.app)
  const instances = useLab((lab) => lab.moment.settings.instances)
  const now = useStoreClock()
  const [chosen, setChosen] = useState<string | null>(null)
  const [shown, setShown] = useState(PAGE)
  const { records } = store
  const open =
    records.find((record) => record.sid === chosen) ??
    records.find((record) => record.sid === current) ??
    records.find((record) => record.change !== 'same') ??
    records[0]
  return (
    <>
      <PanelSection
        title={
          <span className={store.kind === 'file' ? 'font-mono text-xs' : ''}>
            {placeName(store, instances)}
          </span>
        }
        aside={<Count store={store} />}
      >
        {records.length === 0 ? <p className="text-sm text-muted">{emptyWords(store, app)}</p> : null}
        <ul className="-mx-1.5 max-h-44 overflow-y-auto scroll-thin empty:hidden" aria-label="Records">
          {records.slice(0, shown).map((record) => (
            <RecordRow
              key={record.sid}
              kind={store.kind}
              record={record}
              open={record.sid === open?.sid}
              now={now}
              onOpen={() => setChosen(record.sid)}
            />
          ))}
        </ul>
        {records.length > shown ? (
          <Button size="small" kind="quiet" className="mt-1" onClick={() => setShown(shown + PAGE)}>
            Show {Math.min(PAGE, records.length - shown)} more
          </Button>
        ) : null}
        {store.total > records.length ? (
          <p className="mt-1 text-xs text-muted">The store holds {store.total}; the first are listed.</p>
        ) : null}
      </PanelSection>
      {open ? <RecordView key={open.sid} kind={store.kind} record={open} now={now} /> : null}
    </>
  )
}

function Count({ store }: { store: StoreMoment }) {
  const here = store.records.filter((record) => record.record !== null).length
  const total = Math.max(store.total, here)
  if (total === 0) return null
  return (
    <span className="text-xs text-muted tabular-nums">
      {total === 1 ? '1 record' : `${String(total)} records`}
    </span>
  )
}

function useStoreClock(): number | null {
  const cursor = useLab((lab) => lab.cursor)
  const events = useLab((lab) => lab.trace.events)
  const offsetMs = useLab((lab) => lab.moment.clockOffsetMs)
  return useClock({ cursor, events, offsetMs })
}
