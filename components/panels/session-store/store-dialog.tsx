'use client'

import { Dialog } from '@/components/ui/dialog'
import { STORE_NAMES } from '@/protocol/engine-name'
import { GroupView } from './group-view'
import type { StoreGroup } from './store-groups'
import type { StoreViews } from './use-store-views'

interface Props {
  group: StoreGroup
  views: StoreViews
  onClose: () => void
}

/** The store with room for wide tables and long values. */
export default function StoreDialog({ group, views, onClose }: Props) {
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={`Store: ${group.engine?.source.name ?? STORE_NAMES[group.kind]}`}
    >
      <div className="-mx-5 -mb-4 flex min-h-[60dvh] flex-col border-t px-2 @container/card">
        <GroupView group={group} views={views} />
      </div>
    </Dialog>
  )
}
