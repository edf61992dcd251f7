'use client'

import { Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useLab } from '@/components/sandbox/use-lab'
import { isPresenting } from './presenting'
import { usePlayer } from './walkthrough-scope'

/** Begins the walkthrough; in presenter mode it waits for the key at every step. */
export function ShowMeButton() {
  const phase = usePlayer((player) => player.phase)
  const { start } = usePlayer((player) => player.actions)
  const isLive = useLab((lab) => lab.connection === 'live')
  return (
    <Button
      disabled={!isLive || phase === 'playing' || phase === 'waiting'}
      onClick={() => start(isPresenting())}
    >
      <Play aria-hidden size={14} />
      Show me
    </Button>
  )
}
