'use client'

import { Check, CircleAlert } from 'lucide-react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { CodeWords } from '@/components/ui/code-words'
import type { Outcome } from './trials'

interface Props {
  outcome: Outcome
  /** Where the effect shows. */
  see: string
  /** What leaving the option out was compared with, if not nothing. */
  against: string | null
}

/** What a trial showed, the way to the place where it can be looked at, and what to do when it did not. */
export function OutcomeView({ outcome: { on, effect, trouble }, see, against }: Props) {
  const { showInTimeline } = useLabActions()
  const at = effect?.at ?? null
  const isThere = useLab((lab) => at !== null && (lab.trace.events[0]?.id ?? Infinity) <= at)
  const seen = effect?.seen === true
  const Sign = seen ? Check : CircleAlert
  return (
    <div className={classNames('mt-1.5 rounded-lg px-3 py-2', seen ? 'bg-ok-soft' : 'bg-warn-soft')}>
      <p className="flex gap-2">
        <Sign aria-hidden size={16} className={classNames('mt-1 shrink-0', seen ? 'text-ok' : 'text-warn')} />
        <span className="min-w-0 break-words">
          {trouble ? `It could not be tried. ${trouble}` : effect?.what}
        </span>
      </p>
      <p className="mt-1 text-sm text-muted">
        <CodeWords text={see} />
        {against === null ? null : (
          <>
            {' '}
            Compare it with <code>{against}</code>.
          </>
        )}
        {WHOSE[on]}
      </p>
      <div className="mt-1.5 flex flex-wrap gap-2 empty:hidden">
        {isThere && at !== null ? (
          <Button size="small" onClick={() => showInTimeline(at)}>
            Show it in the timeline
          </Button>
        ) : null}
      </div>
    </div>
  )
}

const WHOSE: Record<Outcome['on'], string> = {
  own: '',
  'lesson, other': ' Your own code reads otherwise, so this is the lesson’s.',
  'lesson, unseen': ' In your own code it did not show, so this is the lesson’s.',
}
