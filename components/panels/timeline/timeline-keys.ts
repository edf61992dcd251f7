import { useEffect, type RefObject } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import type { LabActions } from '@/components/sandbox/lab'

/** Arrow keys while the focus is in the timeline: up and down by row, left and right by step, End for live. */
export function useTimelineKeys(area: RefObject<HTMLElement | null>): void {
  const actions = useLabActions()
  useEffect(() => {
    const element = area.current
    const press = (event: KeyboardEvent) => {
      const act = KEYS[event.key]
      if (!act || event.altKey || event.ctrlKey || event.metaKey || hasOwnKeys(event.target)) return
      event.preventDefault()
      act(actions)
    }
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [area, actions])
}

const KEYS: Readonly<Record<string, (actions: LabActions) => void>> = {
  ArrowUp: (actions) => actions.stepRow(-1),
  ArrowDown: (actions) => actions.stepRow(1),
  ArrowLeft: (actions) => actions.stepEvent(-1),
  ArrowRight: (actions) => actions.stepEvent(1),
  End: (actions) => actions.moveCursor('live'),
}

/** Tabs and text fields use arrow keys themselves. */
const hasOwnKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [role="tab"]') !== null
