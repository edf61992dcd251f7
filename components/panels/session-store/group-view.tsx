'use client'

import { Suspense } from 'react'
import { fetched } from '@/components/ui/fetched'
import { Skeleton } from '@/components/ui/skeleton'
import { RecordsOf } from './records-of'
import type { StoreGroup } from './store-groups'
import type { StoreViews } from './use-store-views'

// Servers and jars come with their own views, fetched when an app uses one.
const EngineStore = fetched(() => import('./engine/engine-store'))
const JarStore = fetched(() => import('./jar/jar-store'))

/** What one kind of store holds, in its own form. */
export function GroupView({ group, views }: { group: StoreGroup; views: StoreViews }) {
  const { kind, stores } = group
  switch (kind) {
    case 'memory':
    case 'file':
      if (stores.length === 0) return <NothingKept started />
      return stores.map((store) => <RecordsOf key={`${kind} ${String(store.instance)}`} store={store} />)
    case 'cookie':
      return (
        <Suspense fallback={<Skeleton lines={5} className="p-3" />}>
          <JarStore stores={stores} />
        </Suspense>
      )
    default:
      return (
        <Suspense fallback={<Skeleton lines={5} className="p-3" />}>
          <EngineStore key={kind} group={group} kind={kind} views={views} />
        </Suspense>
      )
  }
}

/** No store is known yet, or it has kept nothing. */
export function NothingKept({ started }: { started: boolean }) {
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
