import type { Place } from '@/lessons/kit/lesson'

/** Where to point while a place is not there yet, such as the record before anything is stored. */
const AROUND: Partial<Record<Place, Place>> = {
  address: 'browser',
  page: 'browser',
  jar: 'browser',
  session: 'server',
  decisions: 'server',
  record: 'store',
  engine: 'store',
  commands: 'store',
  exchange: 'timeline',
  run: 'editor',
}

/** The element of a place that is on screen, else of the place around it. */
export function findPlace(place: Place): Element | null {
  const around = AROUND[place]
  return all(place).find(isShown) ?? (around ? findPlace(around) : null)
}

/** Parts lie behind tabs, on a narrow screen and in a card: opens those that hold the place. */
export function openTabOf(place: Place): void {
  if (!findPlace(place)) openPaneOf(place)
  const holder = document.querySelector(`[role="tab"][aria-selected="false"] [data-holds~="${place}"]`)
  const tab = holder?.closest('[role="tab"]')
  if (tab instanceof HTMLElement) tab.click()
}

function openPaneOf(place: Place): void {
  const around = AROUND[place]
  const hidden = all(place)[0] ?? (around ? all(around)[0] : undefined)
  const panel = hidden?.closest('[id^="pane-"]')
  if (!panel) return
  const tab = document.querySelector(`[role="tab"][aria-controls="${panel.id}"]`)
  if (tab instanceof HTMLElement) tab.click()
}

const all = (place: Place) => [...document.querySelectorAll(`[data-place~="${place}"]`)]

const isShown = (element: Element) => element.getClientRects().length > 0
