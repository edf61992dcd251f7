'use client'

import { useMemo } from 'react'
import { useLab } from './use-lab'

/** All session ids that the trace and the stores at the cursor know. */
export function useKnownIds(): ReadonlySet<string> {
  const exchanges = useLab((lab) => lab.trace.exchanges)
  const stores = useLab((lab) => lab.moment.stores)
  return useMemo(() => {
    const ids = exchanges.flatMap((view) => [
      view.sid,
      view.sidSent,
      view.sidSet,
      ...view.storeCalls.map((call) => call.sid),
    ])
    const kept = stores.filter(({ kind }) => kind !== 'cookie').flatMap((store) => store.records)
    return new Set([...ids.filter((sid) => sid !== null), ...kept.map((record) => record.sid)])
  }, [exchanges, stores])
}
