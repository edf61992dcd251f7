import { useState } from 'react'

const KEPT = 120
const STEP = 60

/**
 * Which rows are on the page: the last ones while live, moved on in big steps; while reading a past moment the start
 * stands still. The browser skips drawing those out of sight (content-visibility).
 */
export function useRowWindow(count: number, selected: number, live: boolean) {
  const ideal = Math.max(0, Math.floor((count - KEPT) / STEP) * STEP)
  const [start, setStart] = useState(ideal)
  const [earlier, setEarlier] = useState(0)
  if (live && start !== ideal) setStart(ideal)
  const wanted = Math.max(0, (live ? ideal : start) - earlier)
  const from = selected < 0 ? wanted : Math.min(wanted, selected)
  return { from, showEarlier: () => setEarlier(earlier + KEPT) }
}
