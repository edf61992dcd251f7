'use client'

import { createContext, useContext, useState, type ComponentType, type ReactNode } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { KeptCode } from '@/components/sandbox/kept-code'
import type { Lab } from '@/components/sandbox/lab'
import type { ScenarioStep } from '@/lessons/kit/lesson'
import type { OptionSet } from '@/lessons/kit/store-option'
import type { Files } from '@/protocol/workspace'

/** How a lesson’s options are found and played; given by the page, which knows lessons and walkthroughs. */
export interface OptionsSource {
  slug: string
  solution: KeptCode
  load: () => Promise<readonly OptionSet[]>
  prepare: (lab: StoreApi<Lab>, files: Files) => Promise<void>
  play: (lab: StoreApi<Lab>, step: ScenarioStep) => Promise<void>
  /** Whether preparing deletes something from a store. */
  wouldEmpty: (lab: StoreApi<Lab>) => boolean
  /** Asks whether it may. */
  Question: ComponentType<{ onBegin: () => void; onClose: () => void }>
}

const OptionsContext = createContext<OptionsSource | null>(null)

/** Lends a lesson’s options to the list in its text. */
export function OptionsScope({ source, children }: { source: OptionsSource; children: ReactNode }) {
  const [fixed] = useState(source)
  return <OptionsContext value={fixed}>{children}</OptionsContext>
}

export function useOptionsSource(): OptionsSource {
  const source = useContext(OptionsContext)
  if (!source) throw new Error('A list of options needs an OptionsScope around it.')
  return source
}
