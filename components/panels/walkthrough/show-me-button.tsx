'use client'

import { Suspense } from 'react'
import { Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { fetched } from '@/components/ui/fetched'
import { useLab } from '@/components/sandbox/use-lab'
import { isPresenting } from './presenting'
import { usePlayer } from './walkthrough-scope'

// Fetched when it is asked for: the first screen does without dialogs.
const CleanStartDialog = fetched(() => import('./clean-start-dialog'))

/** Begins the walkthrough; in presenter mode it waits for the key at every step. Asks first when stores hold something, whoever began. */
export function ShowMeButton() {
  const phase = usePlayer((player) => player.phase)
  const asking = usePlayer((player) => player.asking)
  const { begin, leaveIt, start } = usePlayer((player) => player.actions)
  const isLive = useLab((lab) => lab.connection === 'live')
  return (
    <>
      <Button
        disabled={!isLive || phase === 'playing' || phase === 'waiting'}
        title={isLive ? undefined : 'The lab is not connected yet.'}
        onClick={() => begin(isPresenting())}
      >
        <Play aria-hidden size={14} />
        Show me
      </Button>
      <Suspense>
        {asking ? (
          <CleanStartDialog of="walkthrough" onBegin={() => start(asking.stepwise)} onClose={leaveIt} />
        ) : null}
      </Suspense>
    </>
  )
}
