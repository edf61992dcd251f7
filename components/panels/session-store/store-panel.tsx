'use client'

import { Suspense, useId, useState } from 'react'
import { Maximize2 } from 'lucide-react'
import { useLab } from '@/components/sandbox/use-lab'
import { fetched } from '@/components/ui/fetched'
import { IconButton } from '@/components/ui/icon-button'
import { PanelCard } from '@/components/ui/panel-card'
import { TAB_LOOK, tabProps } from '@/components/ui/tabs'
import { STORE_NAMES } from '@/protocol/engine-name'
import type { StoreKind } from '@/protocol/snapshot'
import { GroupView, NothingKept } from './group-view'
import { kindInUse, storeGroups, type StoreGroup } from './store-groups'
import { StoreNote } from './store-note'
import { useStoreViews } from './use-store-views'

const StoreDialog = fetched(() => import('./store-dialog'))

/** The store at the cursor: its records in their own form, one of them open. */
export function StorePanel() {
  const moment = useLab((lab) => lab.moment)
  const [large, setLarge] = useState(false)
  const id = useId()
  const views = useStoreViews()
  const groups = storeGroups(moment)
  const [group, choose] = useGroup(groups, kindInUse(moment.app))
  const panel = groups.length > 1 && { role: 'tabpanel', 'aria-labelledby': `${id}-${group?.kind ?? ''}` }
  return (
    <PanelCard
      title="Store"
      place="store"
      note={<StoreNote group={group} app={moment.app} />}
      {...(group && { aside: <Enlarge onClick={() => setLarge(true)} /> })}
    >
      {groups.length > 1 ? (
        <div role="tablist" aria-label="Stores" className="flex shrink-0 overflow-x-auto border-b scroll-thin">
          {groups.map(({ kind }) => (
            <button
              key={kind}
              id={`${id}-${kind}`}
              aria-controls={`${id}-panel`}
              {...tabProps(kind === group?.kind)}
              onClick={() => choose(kind)}
              className={TAB_LOOK}
            >
              {STORE_NAMES[kind]}
            </button>
          ))}
        </div>
      ) : null}
      <div id={`${id}-panel`} {...panel} className="flex flex-1 flex-col">
        {group ? <GroupView group={group} views={views} /> : <NothingKept started={moment.app.run > 0} />}
      </div>
      {large && group ? (
        <Suspense>
          <StoreDialog group={group} views={views} onClose={() => setLarge(false)} />
        </Suspense>
      ) : null}
    </PanelCard>
  )
}

/** The kind in front: the one in use, or one that was chosen, until the app uses another. */
function useGroup(groups: readonly StoreGroup[], used: StoreKind | null) {
  const [chosen, setChosen] = useState<{ kind: StoreKind; used: StoreKind | null } | null>(null)
  const wanted = chosen?.used === used ? chosen.kind : used
  const group = groups.find(({ kind }) => kind === wanted) ?? groups[0]
  return [group, (kind: StoreKind) => setChosen({ kind, used })] as const
}

function Enlarge({ onClick }: { onClick: () => void }) {
  return (
    <IconButton label="Show the store larger" onClick={onClick} className="-mr-1.5 max-md:hidden">
      <Maximize2 aria-hidden size={14} />
    </IconButton>
  )
}
