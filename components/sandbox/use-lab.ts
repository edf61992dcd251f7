'use client'

import { useContext } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Lab, LabActions } from './lab'
import { LabContext } from './lab-context'

/** The store itself, for code that acts or reads outside of rendering. */
export function useLabStore(): StoreApi<Lab> {
  const store = useContext(LabContext)
  if (!store) throw new Error('useLab needs a LabProvider around it.')
  return store
}

/** What `select` picks from the lab; renders again when that changes. Pick values that keep their identity. */
export function useLab<T>(select: (lab: Lab) => T): T {
  return useStore(useLabStore(), select)
}

/** The lab's actions; they never change. */
export function useLabActions(): LabActions {
  return useLabStore().getState().actions
}
