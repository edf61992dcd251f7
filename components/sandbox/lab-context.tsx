'use client'

import { createContext, useEffect, useState, type ReactNode } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from './lab'
import { createLab, type LabOptions } from './lab-store'

export const LabContext = createContext<StoreApi<Lab> | null>(null)

/** Opens a workspace for what is inside, for as long as it is on the page. */
export function LabProvider({ options, children }: { options: LabOptions; children: ReactNode }) {
  const [lab] = useState(() => createLab(options))
  useEffect(() => lab.start(), [lab])
  return <LabContext value={lab.store}>{children}</LabContext>
}
