'use client'

import { lazy, Suspense, useState } from 'react'
import { Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useLab, useLabStore } from '@/components/sandbox/use-lab'
import { isPresenting } from './presenting'
import { keepsRecords } from './scene'
import { usePlayer } from './walkthrough-scope'

// Fetched when it is asked for: the first screen does without dialogs.
const CleanStartDialog = lazy(() => import('./clean-start-dialog'))

/** Begins the walkthrough; in presenter mode it waits for the key at every step. Asks first when stores hold something. */
export function ShowMeButton() {
  const phase = usePlayer((player) => player.phase)
  const { start } = usePlayer((player) => player.actions)
  const isLive = useLab((lab) => lab.connection === 'live')
  const lab = useLabStore()
  const [asking, setAsking] = useState(false)
  const begin = () => {
    setAsking(false)
    start(isPresenting())
  }
  return (
    <>
      <Button
        disabled={!isLive || phase === 'playing' || phase === 'waiting'}
        title={isLive ? undefined : 'The lab is not connected yet.'}
        onClick={() => (keepsRecords(lab.getState().moment) ? setAsking(true) : begin())}
      >
        <Play aria-hidden size={14} />
        Show me
      </Button>
      <Suspense>
        {asking ? <CleanStartDialog onBegin={begin} onClose={() => setAsking(false)} /> : null}
      </Suspense>
    </>
  )
}
