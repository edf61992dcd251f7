import { useClock } from '@/components/hooks/use-clock'
import { useLab } from '@/components/sandbox/use-lab'

/** The workspace's clock at the cursor, in milliseconds; null before the first paint. */
export function useStoreClock(): number | null {
  const cursor = useLab((lab) => lab.cursor)
  const events = useLab((lab) => lab.trace.events)
  const offsetMs = useLab((lab) => lab.moment.clockOffsetMs)
  return useClock({ cursor, events, offsetMs })
}
