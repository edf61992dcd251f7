'use client'

import { Pause, Play, RotateCcw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { FRAMES } from './story'
import { StoryArrow } from './story-arrow'
import { StoryCards } from './story-cards'
import { usePlayback } from './use-playback'

/** Two requests drawn as the lab draws them: cards on top, lifelines below, one session in one colour. */
export function LivingPicture() {
  const { frame, playing, ended, toggle } = usePlayback(FRAMES.length)
  const now = FRAMES[frame] ?? null
  return (
    <figure className="min-w-0">
      <ol className="sr-only">
        {FRAMES.map(({ say }) => (
          <li key={say}>{say}</li>
        ))}
      </ol>
      <div aria-hidden="true">
        <StoryCards now={now} before={FRAMES[frame - 1] ?? null} />
        <div className="relative grid gap-y-px pt-2 pb-1">
          {[16.666, 50, 83.333].map((left) => (
            <span
              key={left}
              className="absolute inset-y-0 w-px bg-[repeating-linear-gradient(var(--line)_0_5px,transparent_5px_9px)]"
              style={{ left: `${String(left)}%` }}
            />
          ))}
          {FRAMES.map((item, index) => (
            <StoryArrow key={item.say} frame={item} shown={index <= frame} current={index === frame} />
          ))}
        </div>
      </div>
      <figcaption className="mt-3 flex items-start gap-3">
        <p aria-hidden="true" className="min-h-11 flex-1 text-base text-balance text-muted">
          {now?.say}
        </p>
        <Button kind="quiet" size="small" onClick={toggle}>
          {ended ? (
            <RotateCcw aria-hidden size={14} />
          ) : playing ? (
            <Pause aria-hidden size={14} />
          ) : (
            <Play aria-hidden size={14} />
          )}
          {ended ? 'Play again' : playing ? 'Pause' : 'Play'}
        </Button>
      </figcaption>
    </figure>
  )
}
