'use client'

import type { KeyboardEvent } from 'react'
import { TAB_LOOK } from '@/components/ui/tabs'

export const PANES = ['lesson', 'code', 'stage', 'timeline'] as const
export type Pane = (typeof PANES)[number]
const NAMES: Record<Pane, string> = { lesson: 'Lesson', code: 'Code', stage: 'Stage', timeline: 'Timeline' }

interface Props {
  panes: readonly Pane[]
  open: Pane
  onOpen: (pane: Pane) => void
}

/** On screens too narrow for everything: one part at a time. */
export function PaneTabs({ panes, open, onOpen }: Props) {
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = panes[(panes.indexOf(open) + by + panes.length) % panes.length]
    if (by === 0 || !next) return
    event.preventDefault()
    event.stopPropagation()
    onOpen(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div role="tablist" aria-label="Parts of the screen" className="flex border-b bg-panel px-2 wide:hidden">
      {panes.map((pane) => (
        <button
          key={pane}
          id={`tab-${pane}`}
          type="button"
          role="tab"
          aria-selected={pane === open}
          aria-controls={`pane-${pane}`}
          tabIndex={pane === open ? 0 : -1}
          data-state={pane === open ? 'active' : 'inactive'}
          onClick={() => onOpen(pane)}
          onKeyDown={move}
          className={`${TAB_LOOK} min-h-11 flex-1 font-medium`}
        >
          {NAMES[pane]}
        </button>
      ))}
    </div>
  )
}
