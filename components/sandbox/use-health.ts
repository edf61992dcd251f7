'use client'

import { useEffect, useState } from 'react'
import type { HealthReply } from '@/protocol/api'
import { useLab } from './use-lab'

/** What the server says of itself, asked once it is there; null until then. Nothing is worth a word when it fails: the banner has it. */
export function useHealth(): HealthReply | null {
  const live = useLab((lab) => lab.connection === 'live')
  const [health, setHealth] = useState<HealthReply | null>(null)
  useEffect(() => {
    if (!live) return
    let wanted = true
    void import('./client')
      .then(({ createClient }) => createClient().health())
      .then((reply) => wanted && setHealth(reply))
      .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [live])
  return health
}
