import { useEffect, useState } from 'react'
import type { TraceEvent } from '@/protocol/trace-event'

interface At {
  cursor: number | 'live'
  events: readonly TraceEvent[]
  /** Milliseconds the workspace's clock is ahead of real time. */
  offsetMs: number
}

/** The time on the workspace's clock in milliseconds: ticking each second while live, standing at a past cursor; null before the first paint. */
export function useClock({ cursor, events, offsetMs }: At): number | null {
  const [now, setNow] = useState<number | null>(null)
  const past = cursor === 'live' ? null : (events.findLast((event) => event.id <= cursor)?.at ?? null)
  useEffect(() => {
    if (past !== null) return
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [past])
  const time = past ?? now
  return time === null ? null : time + offsetMs
}
