'use client'

import { Pause, Play, SkipForward, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { CodeWords } from '@/components/ui/code-words'
import { IconButton } from '@/components/ui/icon-button'
import { ReturnCode } from './return-code'
import { PaceChoice } from './pace-choice'
import { Pointer } from './pointer'
import { Trouble } from './trouble'
import { usePlayer } from './walkthrough-scope'

/** The walkthrough's words and what steers it: below all else, or over the lesson's text where there is room beside it. */
export default function Captions() {
  const phase = usePlayer((player) => player.phase)
  const say = usePlayer((player) => player.say)
  return (
    <>
      <Pointer />
      <section
        aria-label="Walkthrough"
        data-walkthrough={phase}
        className="m-3 mt-0 shrink-0 rounded-xl border border-edge bg-panel px-4 py-3 shadow-float wide:absolute wide:z-40 wide:m-0 wide:top-3 wide:left-3 wide:w-[calc(var(--left,36%)-1.5rem)] present:wide:inset-x-4 present:wide:top-auto present:wide:bottom-3 present:wide:w-auto"
      >
        {phase === 'off' || phase === 'done' ? (
          <ReturnCode />
        ) : (
          <div className="present:wide:flex present:wide:items-center present:wide:gap-6">
            <div className="present:wide:flex-1">
              <p aria-live="polite" className="min-h-[2lh] text-lg text-pretty present:wide:text-xl">
                <CodeWords text={say ?? ''} />
              </p>
              <Trouble />
            </div>
            <Controls />
          </div>
        )}
      </section>
    </>
  )
}

function Controls() {
  const phase = usePlayer((player) => player.phase)
  const busy = usePlayer((player) => player.busy)
  const played = usePlayer((player) => player.played)
  const total = usePlayer((player) => player.total)
  const { pause, resume, step, stop } = usePlayer((player) => player.actions)
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 present:wide:mt-0">
      {phase === 'playing' ? (
        <Button onClick={pause}>
          <Pause aria-hidden size={14} /> Pause
        </Button>
      ) : (
        <Button kind="primary" onClick={resume}>
          <Play aria-hidden size={14} /> Play
        </Button>
      )}
      <Button onClick={step} disabled={busy} aria-keyshortcuts="Space PageDown">
        <SkipForward aria-hidden size={14} /> Step
      </Button>
      <span className="contents present:wide:hidden">
        <PaceChoice />
      </span>
      <span className="flex-1" />
      <span className="text-sm text-muted tabular-nums">
        <span className="sr-only">Step </span>
        {played} of {total}
      </span>
      <IconButton label="Stop the walkthrough" onClick={stop}>
        <X aria-hidden size={16} />
      </IconButton>
    </div>
  )
}
