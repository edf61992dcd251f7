import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'

/** Something may lie in a store that outlives the app's process and is not emptied with the jars. */
export const keepsRecords = ({ engines, stores }: Lab['moment']): boolean =>
  engines.length > 0 || stores.some(({ kind, total }) => kind === 'file' && total > 0)

/** Whether setting the scene deletes something now; the present decides, not the moment that is being read. */
export function wouldEmpty(lab: StoreApi<Lab>): boolean {
  lab.getState().actions.moveCursor('live')
  return keepsRecords(lab.getState().moment)
}
