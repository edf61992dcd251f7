import type { KeyboardEvent } from 'react'
import type { LabActions } from '@/components/sandbox/lab'

/** Arrow keys on the timeline: up and down by row, left and right by step, End for live. */
export function onTimelineKey(event: KeyboardEvent, actions: LabActions): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return
  const act = KEYS[event.key]
  if (!act) return
  event.preventDefault()
  act(actions)
}

const KEYS: Readonly<Record<string, (actions: LabActions) => void>> = {
  ArrowUp: (actions) => actions.stepRow(-1),
  ArrowDown: (actions) => actions.stepRow(1),
  ArrowLeft: (actions) => actions.stepEvent(-1),
  ArrowRight: (actions) => actions.stepEvent(1),
  End: (actions) => actions.moveCursor('live'),
}

const typing = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null
