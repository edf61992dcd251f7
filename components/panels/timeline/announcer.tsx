'use client'

import { useEffect, useRef, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { announcement } from './announcement'

/** Reads each new exchange aloud when it has ended; says nothing about those found on arrival. */
export function Announcer() {
  const last = useLab((lab) => lab.trace.exchanges.findLast((view) => view.state !== 'open') ?? null)
  const known = useRef<string | null | undefined>(undefined)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const before = known.current
    known.current = last?.id ?? null
    if (before !== undefined && last && last.id !== before) setSaid(announcement(last))
  }, [last])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
