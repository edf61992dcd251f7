import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'

/** How the plain editor was left: the real one goes on from there. */
export interface Handover {
  focused: boolean
  /** Offsets into the text of the active file. */
  from: number
  to: number
  scrollTop: number
}

/** Puts an editor for the lab's files into `host`; returns its undo. */
export type MountEditor = (host: HTMLElement, store: StoreApi<Lab>, handover: Handover) => () => void
