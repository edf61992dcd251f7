'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { PanelCard } from '@/components/ui/panel-card'
import { RecordsOf } from './records-of'
import { shownStores } from './shown-stores'
import { storeName } from './store-words'

/** The store at the cursor: its records in their own form, one of them open. */
export function StorePanel() {
  const all = useLab((lab) => lab.moment.stores)
  const app = useLab((lab) => lab.moment.app)
  const stores = shownStores(all, app)
  return (
    <PanelCard title="Store" place="store" note={storeName(app)}>
      {stores.length === 0 ? <NothingKept started={app.run > 0} /> : null}
      {stores.map((store) => (
        <RecordsOf key={`${store.kind} ${String(store.instance)}`} store={store} />
      ))}
    </PanelCard>
  )
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
