'use client'

import { Suspense } from 'react'
import { fetched } from '@/components/ui/fetched'
import type { AppMoment } from '@/protocol/model/views'
import type { StoreGroup } from './store-groups'
import { storeName } from './store-words'

const SourcePopover = fetched(() => import('./engine/source-popover'))

/** Beside the card's title: the module in use, or the server behind it with what there is to know about it. */
export function StoreNote({ group, app }: { group: StoreGroup | undefined; app: AppMoment }) {
  const name = storeName(app)
  if (!group?.engine) return name
  return (
    <Suspense fallback={group.engine.source.name}>
      <SourcePopover source={group.engine.source} login={group.engine.login} />
    </Suspense>
  )
}
