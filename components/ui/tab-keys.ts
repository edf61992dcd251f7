import type { KeyboardEvent } from 'react'

const STEPS: Partial<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
}

/** Arrow keys, Home and End on a tab: focus moves, and the tab that gets it is pressed. */
export function moveAmongTabs(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  const row = event.currentTarget.closest('[role=tablist]')
  const tabs = [...(row?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])]
  const at = tabs.findIndex((tab) => tab === event.currentTarget)
  const next = step && at >= 0 ? tabs[step(at, tabs.length)] : undefined
  if (!next) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
  next.click()
}
