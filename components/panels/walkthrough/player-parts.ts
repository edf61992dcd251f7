import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'
import type { WalkthroughStep } from '@/lessons/kit/lesson'
import type { Files } from '@/protocol/workspace'

/** What a player plays, on what, and how it waits. */
export interface PlayerParts {
  slug: string
  steps: readonly WalkthroughStep[]
  lab: StoreApi<Lab>
  code: { starter: Files; solution: Files }
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** true: nothing moves by itself, so text is not typed letter by letter. */
  isStill: () => boolean
}
