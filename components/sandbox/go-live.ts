import type { LabParts } from './lab-parts'

/** Whoever acts looks at the present. */
export const goLive = ({ get }: LabParts): void => get().actions.moveCursor('live')
