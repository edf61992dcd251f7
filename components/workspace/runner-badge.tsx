'use client'

import { useEffect, useState } from 'react'
import type { HealthReply } from '@/protocol/api'
import { useLab } from '@/components/sandbox/use-lab'
import { Badge } from '@/components/ui/badge'

/** Says so when the runner in use does not isolate: then only your own code belongs here. */
export function RunnerBadge() {
  const live = useLab((lab) => lab.connection === 'live')
  const [runner, setRunner] = useState<HealthReply['runner'] | null>(null)
  useEffect(() => {
    if (!live) return
    let wanted = true
    void import('@/components/sandbox/client')
      .then(({ createClient }) => createClient().health())
      .then((health) => wanted && setRunner(health.runner))
      // Unknown is not worth a word of its own: the banner says when the server is away.
      .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [live])
  if (!runner || runner.isolates) return null
  return (
    <Badge tone="attention" title={runner.why}>
      Not isolated: run only your own code
    </Badge>
  )
}
