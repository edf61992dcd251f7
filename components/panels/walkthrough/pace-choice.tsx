'use client'

import { classNames } from '@/components/ui/class-names'
import type { Pace } from './player'
import { usePlayer } from './walkthrough-scope'

const PACES: readonly { pace: Pace; text: string }[] = [
  { pace: 'slow', text: 'Slow' },
  { pace: 'normal', text: 'Normal' },
  { pace: 'fast', text: 'Fast' },
]

/** How long each sentence stays. */
export function PaceChoice() {
  const chosen = usePlayer((player) => player.pace)
  const { setPace } = usePlayer((player) => player.actions)
  return (
    <div role="group" aria-label="Speed" className="flex rounded-md border">
      {PACES.map(({ pace, text }) => (
        <button
          key={pace}
          type="button"
          aria-pressed={pace === chosen}
          onClick={() => setPace(pace)}
          className={classNames(
            'min-h-8 px-2.5 text-sm first:rounded-l-md last:rounded-r-md',
            pace === chosen ? 'bg-soft font-semibold text-ink' : 'text-muted hover:text-ink',
          )}
        >
          {text}
        </button>
      ))}
    </div>
  )
}
