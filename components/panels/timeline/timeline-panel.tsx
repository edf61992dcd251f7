'use client'

import { useRef } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Announcer } from './announcer'
import { RowList } from './row-list'
import { TimelineHeader } from './timeline-header'
import { useTimelineKeys } from './timeline-keys'
import { TimelinePlaceholder } from './timeline-placeholder'

/** Everything that happened, in order; selecting a row or a step moves the cursor, and the cards show that moment. */
export function TimelinePanel() {
  const area = useRef<HTMLElement>(null)
  useTimelineKeys(area)
  const quiet = useLab((lab) => lab.trace.exchanges.length === 0)
  const begun = useLab((lab) =>
    lab.trace.rows.some((row) => row.type === 'exchange' || row.life.kind === 'run'),
  )
  return (
    <section
      aria-labelledby="timeline-heading"
      data-place="timeline"
      className="flex h-full min-h-0 min-w-0 flex-col @container/timeline [--gap:0.75rem]"
      ref={area}
    >
      <TimelineHeader />
      {begun ? <RowList /> : null}
      {quiet ? <TimelinePlaceholder started={begun} /> : null}
      <Announcer />
    </section>
  )
}
