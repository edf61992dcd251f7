'use client'

import { useEffect, useRef, useState } from 'react'
import { useHasArrived } from '@/components/sandbox/use-has-arrived'
import { useLab } from '@/components/sandbox/use-lab'
import { announcement } from './announcement'

/** Reads each new exchange aloud when it has ended; says nothing about those found on arrival. */
export function Announcer() {
  const last = useLab((lab) => lab.trace.exchanges.findLast((view) => view.state !== 'open') ?? null)
  const known = useRef<string | null>(null)
  const arrived = useHasArrived()
  const [said, setSaid] = useState('')
  useEffect(() => {
    const before = known.current
    known.current = last?.id ?? null
    if (arrived && last && last.id !== before) setSaid(announcement(last))
  }, [last, arrived])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
