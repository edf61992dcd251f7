'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { Announcer } from './announcer'
import { RowList } from './row-list'
import { TimelineHeader } from './timeline-header'
import { onTimelineKey } from './timeline-keys'

/** Everything that happened, in order; selecting a row or a step moves the cursor, and the cards show that moment. */
export function TimelinePanel() {
  const actions = useLab((lab) => lab.actions)
  const empty = useLab((lab) => lab.trace.rows.length === 0)
  return (
    <section
      aria-labelledby="timeline-heading"
      data-place="timeline"
      className="flex h-full min-h-0 min-w-0 flex-col @container/timeline [--gap:0.875rem]"
      onKeyDown={(event) => onTimelineKey(event, actions)}
    >
      <TimelineHeader />
      {empty ? <NothingYet /> : <RowList />}
      <Announcer />
    </section>
  )
}

function NothingYet() {
  return (
    <div className="rounded-xl border border-dashed px-4 py-5">
      <p className="text-base">Nothing has happened yet.</p>
      <p className="mt-1 max-w-[60ch] text-sm text-muted">
        Run the server and send a request. Each request becomes a row here. A row opens to the way of the
        session between browser, server and store, step by step.
      </p>
    </div>
  )
}
