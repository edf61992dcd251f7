import { useEffect, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'

const SETTLE_MS = 250

/** Id of the last event that may have changed a store, once they stop coming for a moment. */
export function useSettledVersion(): number {
  const last = useLab((lab) => lab.trace.events.findLast((event) => CHANGES.has(event.type))?.id ?? 0)
  const [settled, setSettled] = useState(last)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(last), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [last])
  return settled
}

/** What an app did to a record beyond the snapshot shows in its store's answer only. */
const CHANGES = new Set([
  'store.changed',
  'store.answered',
  'record.edited',
  'engine.changed',
  'clock.advanced',
])
