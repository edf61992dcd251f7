'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { useClock } from '@/components/hooks/use-clock'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { clockTime } from '@/components/ui/time-words'
import { LiveSwitch } from './live-switch'

const MINUTES = 60_000

/** The timeline's title row: how much there is, the workspace's clock, stepping, and live. */
export function TimelineHeader() {
  const count = useLab((lab) => lab.trace.exchanges.length)
  const rows = useLab((lab) => lab.trace.rows.length)
  const actions = useLabActions()
  return (
    <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
      <h2 id="timeline-heading" className="text-base font-semibold">
        Timeline
      </h2>
      <span className="text-sm text-muted tabular-nums">
        {count === 0 ? 'no requests' : count === 1 ? '1 request' : `${String(count)} requests`}
      </span>
      <span className="flex-1" />
      <span className="@xl/timeline:order-last">
        <LiveSwitch />
      </span>
      <span aria-hidden className="w-full @xl/timeline:hidden" />
      <Clock />
      <span className="ml-auto flex items-center @xl/timeline:ml-2">
        <IconButton
          label="One step back (left arrow)"
          title={rows === 0 ? 'Nothing has happened yet' : 'One step back (left arrow)'}
          disabled={rows === 0}
          onClick={() => actions.stepEvent(-1)}
        >
          <ChevronLeft aria-hidden size={16} />
        </IconButton>
        <span aria-hidden className="text-sm text-muted">
          Step
        </span>
        <IconButton
          label="One step on (right arrow)"
          title={rows === 0 ? 'Nothing has happened yet' : 'One step on (right arrow)'}
          disabled={rows === 0}
          onClick={() => actions.stepEvent(1)}
        >
          <ChevronRight aria-hidden size={16} />
        </IconButton>
      </span>
    </header>
  )
}

function Clock() {
  const cursor = useLab((lab) => lab.cursor)
  const events = useLab((lab) => lab.trace.events)
  const offsetMs = useLab((lab) => lab.moment.clockOffsetMs)
  const actions = useLabActions()
  const open = useLab((lab) => lab.workspace !== null)
  const now = useClock({ cursor, events, offsetMs })
  return (
    <span
      className="flex items-center gap-1.5 text-sm text-muted"
      role="group"
      aria-label="Clock of the workspace"
    >
      <span title="The clock that the server, the jars and the store go by">
        Clock{' '}
        <time className="inline-block min-w-[8ch] font-mono text-xs text-ink tabular-nums">
          {now === null ? '' : clockTime(now)}
        </time>
      </span>
      <Button
        size="small"
        disabled={!open}
        onClick={() => void actions.advanceClock(30 * MINUTES)}
        title={open ? 'Moves the clock on by 30 minutes' : 'The lab is not connected yet'}
      >
        +30 min
      </Button>
      <Button
        size="small"
        disabled={!open}
        onClick={() => void actions.advanceClock(24 * 60 * MINUTES)}
        title={open ? 'Moves the clock on by a day' : 'The lab is not connected yet'}
      >
        +1 day
      </Button>
    </span>
  )
}
