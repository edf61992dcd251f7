'use client'

import { memo } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import { classNames } from '@/components/ui/class-names'
import { SessionChip } from '@/components/ui/session-chip'
import { clockTime } from '@/components/ui/time-words'
import type { LifeView } from '@/protocol/model/views'

const TONES: Record<LifeView['tone'], string> = {
  plain: 'text-ink',
  good: 'text-ok',
  attention: 'text-warn',
  bad: 'text-bad',
  quiet: 'text-muted',
}

interface Props {
  /** The row's name in the list. */
  name: string
  life: LifeView
  selected: boolean
}

/** What happened between requests: a run, a crash, the clock moved on. */
export const LifeRow = memo(function LifeRow({ name, life, selected }: Props) {
  const actions = useLabActions()
  return (
    <li data-row={name} className="[contain-intrinsic-size:auto_1.75rem] [content-visibility:auto]">
      <button
        type="button"
        data-row-head
        aria-current={selected ? 'step' : undefined}
        onClick={() => actions.moveCursor(life.eventId)}
        className={classNames(
          'flex h-7 w-full items-center gap-2 rounded-lg px-2 text-left text-sm focus-visible:outline-offset-[-2px]',
          selected ? 'bg-accent-soft' : 'hover:bg-panel',
        )}
      >
        <span className={classNames('inline-flex w-6 shrink-0 justify-center', TONES[life.tone])}>
          <span aria-hidden className="h-0.5 w-2.5 rounded-full bg-current" />
        </span>
        <span className={classNames('font-medium whitespace-nowrap', TONES[life.tone])}>{life.text}</span>
        {life.sid === undefined ? null : <SessionChip sid={life.sid} />}
        {life.detail ? <span className="truncate text-muted">{life.detail}</span> : null}
        <span aria-hidden className="h-px min-w-4 flex-1 bg-line" />
        <time className="font-mono text-xs text-muted tabular-nums" suppressHydrationWarning>
          {clockTime(life.at)}
        </time>
      </button>
    </li>
  )
})
