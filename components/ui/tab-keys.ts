import type { KeyboardEvent } from 'react'

const STEPS: Partial<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
}

/** Arrow keys, Home and End in a row of tabs: focus moves, and the tab that gets it is pressed. */
export function moveAmongTabs(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')]
  const at = tabs.findIndex((tab) => tab === document.activeElement)
  const next = step && at >= 0 ? tabs[step(at, tabs.length)] : undefined
  if (!next) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
  next.click()
}
