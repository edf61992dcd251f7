'use client'

import { lazy, Suspense, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { PanelCard } from '@/components/ui/panel-card'
import { TAB_LOOK, tabProps } from '@/components/ui/tabs'
import { STORE_NAMES } from '@/protocol/engine-name'
import type { StoreKind } from '@/protocol/snapshot'
import { RecordsOf } from './records-of'
import { kindInUse, storeGroups, type StoreGroup } from './store-groups'
import { StoreNote } from './store-note'

// Servers and jars come with their own views, fetched when an app uses one.
const EngineStore = lazy(() => import('./engine/engine-store'))
const JarStore = lazy(() => import('./jar/jar-store'))

/** The store at the cursor: its records in their own form, one of them open. */
export function StorePanel() {
  const moment = useLab((lab) => lab.moment)
  const used = kindInUse(moment.app)
  const [chosen, setChosen] = useState<{ kind: StoreKind; used: StoreKind | null } | null>(null)
  const groups = storeGroups(moment)
  // A choice holds until the app uses another store.
  const wanted = chosen?.used === used ? chosen.kind : used
  const group = groups.find(({ kind }) => kind === wanted) ?? groups[0]
  return (
    <PanelCard title="Store" place="store" note={<StoreNote group={group} app={moment.app} />}>
      {groups.length > 1 ? (
        <div role="tablist" aria-label="Stores" className="flex shrink-0 overflow-x-auto border-b scroll-thin">
          {groups.map(({ kind }) => (
            <button
              key={kind}
              {...tabProps(kind === group?.kind)}
              onClick={() => setChosen({ kind, used })}
              className={TAB_LOOK}
            >
              {STORE_NAMES[kind]}
            </button>
          ))}
        </div>
      ) : null}
      {group ? <Contents group={group} /> : <NothingKept started={moment.app.run > 0} />}
    </PanelCard>
  )
}

function Contents({ group }: { group: StoreGroup }) {
  const { kind, stores } = group
  switch (kind) {
    case 'memory':
    case 'file':
      if (stores.length === 0) return <NothingKept started />
      return stores.map((store) => <RecordsOf key={`${kind} ${String(store.instance)}`} store={store} />)
    case 'cookie':
      return (
        <Suspense>
          <JarStore stores={stores} />
        </Suspense>
      )
    default:
      return (
        <Suspense>
          <EngineStore key={kind} group={group} kind={kind} />
        </Suspense>
      )
  }
}

function NothingKept({ started }: { started: boolean }) {
  return (
    <div className="px-3 py-3">
      <p className="text-base">No records yet.</p>
      <p className="mt-1 max-w-[44ch] text-sm text-muted">
        {started
          ? 'When the server saves a session, its record appears here in the session’s colour.'
          : 'Sessions live here: in the process’s memory, in a folder, wherever your store puts them.'}
      </p>
    </div>
  )
}
