'use client'

import { Suspense, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { fetched } from '@/components/ui/fetched'
import { useChecks } from './checks-scope'

// Fetched when it is asked for: the first screen does without dialogs.
const StartOverDialog = fetched(() => import('./start-over-dialog'))

/** The way back to the beginning of a lesson. Nothing while the lesson is untouched; asks before it clears anything. */
export function StartOver() {
  const { progress } = useChecks()
  const hasTraffic = useLab((lab) => lab.trace.exchanges.length > 0)
  const isLive = useLab((lab) => lab.connection === 'live')
  const [asking, setAsking] = useState(false)
  const isUntouched = progress.done.length + Object.keys(progress.predictions).length === 0 && !hasTraffic
  return (
    <>
      {isUntouched ? null : (
        <Button
          kind="quiet"
          size="small"
          disabled={!isLive}
          title={isLive ? undefined : 'The lab is not connected'}
          onClick={() => setAsking(true)}
        >
          Start over
        </Button>
      )}
      <Suspense>{asking ? <StartOverDialog onClose={() => setAsking(false)} /> : null}</Suspense>
    </>
  )
}
