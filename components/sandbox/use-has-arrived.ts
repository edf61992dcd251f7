'use client'

import { useEffect, useRef, useState } from 'react'
import { useLab } from './use-lab'

/** The past comes in batches, one right after another. */
const STILL_MS = 300
/** An app that prints without end is never still. */
const MOST_MS = 2000

/** Whether all that was there before this page has come: the trace was still for a moment. What comes then is new. */
export function useHasArrived(): boolean {
  const live = useLab((lab) => lab.connection === 'live')
  const lastId = useLab((lab) => lab.trace.lastId)
  const since = useRef<number | null>(null)
  const [arrived, setArrived] = useState(false)
  useEffect(() => {
    if (arrived || !live) return
    since.current ??= Date.now()
    const left = since.current + MOST_MS - Date.now()
    const timer = setTimeout(() => setArrived(true), Math.min(STILL_MS, Math.max(0, left)))
    return () => clearTimeout(timer)
  }, [arrived, live, lastId])
  return arrived
}
