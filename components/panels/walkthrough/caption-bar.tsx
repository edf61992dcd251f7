'use client'

import { Suspense } from 'react'
import { fetched } from '@/components/ui/fetched'
import { usePlayerKeys } from './use-player-keys'
import { usePlayer } from './walkthrough-scope'

// Fetched when a walkthrough begins: the first screen does without.
const Captions = fetched(() => import('./captions'))

/** The walkthrough's captions, and its keys. Nothing to see while it is off. */
export function CaptionBar() {
  const isOff = usePlayer((player) => player.phase === 'off' && player.kept === null)
  usePlayerKeys()
  return isOff ? null : (
    <Suspense>
      <Captions />
    </Suspense>
  )
}
