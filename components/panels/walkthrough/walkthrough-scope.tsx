'use client'

import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { useLabStore } from '@/components/sandbox/use-lab'
import type { WalkthroughStep } from '@/lessons/kit/lesson'
import type { Files } from '@/protocol/workspace'
import { createPlayer, type Player } from './player'
import { wait } from './wait'

const PlayerContext = createContext<StoreApi<Player> | null>(null)

interface Props {
  slug: string
  steps: readonly WalkthroughStep[]
  code: { starter: Files; solution: Files }
  children: ReactNode
}

const NOWHERE = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
const isStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** The walkthrough of a lesson, for its button and its captions. Stands inside a LabProvider. */
export function WalkthroughScope({ slug, steps, code, children }: Props) {
  const lab = useLabStore()
  const [player] = useState(() => {
    const storage = typeof window === 'undefined' ? NOWHERE : window.localStorage
    return createPlayer({ slug, steps, lab, code, storage, wait, isStill })
  })
  useEffect(
    () => () => {
      const { phase, actions } = player.getState()
      // Also while the scene is being set: it would play to a page that is gone.
      if (phase !== 'off') actions.stop()
    },
    [player],
  )
  return <PlayerContext value={player}>{children}</PlayerContext>
}

/** What `select` picks from the player. */
export function usePlayer<T>(select: (player: Player) => T): T {
  const player = useContext(PlayerContext)
  if (!player) throw new Error('The walkthrough needs a WalkthroughScope around it.')
  return useStore(player, select)
}
