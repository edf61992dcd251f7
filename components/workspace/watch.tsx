'use client'

import { TimelinePanel } from '@/components/panels/timeline/timeline-panel'
import { Splitter } from '@/components/ui/splitter'
import type { Pane } from './pane-tabs'
import { PaneView } from './pane-view'
import { Stage } from './stage'

/** The stage above its timeline. */
export default function Watch({ open, firstUrl }: { open: Pane; firstUrl: string }) {
  return (
    <div
      className="contents wide:grid wide:min-w-0 wide:flex-1 wide:grid-cols-[minmax(0,1fr)] wide:px-4 wide:pt-3.5"
      style={{ gridTemplateRows: ROWS_RIGHT }}
    >
      <PaneView pane="stage" open={open} className="max-[73.99rem]:p-3">
        <Stage firstUrl={firstUrl} />
      </PaneView>
      <Splitter
        axis="y"
        label="Room for the cards"
        variable="--cards"
        initial={52}
        min={20}
        max={80}
        className="hidden wide:block"
      />
      <PaneView pane="timeline" open={open} className="max-[73.99rem]:p-3">
        <TimelinePanel />
      </PaneView>
    </div>
  )
}

const ROWS_RIGHT = 'var(--cards,52%) auto minmax(0,1fr)'
