import { useEffect, useRef, type RefObject } from 'react'
import { useLab } from '@/components/sandbox/use-lab'

/** Scrolls just enough to show a row; one taller than the list is shown from its beginning. The list is the row's offset parent. */
function reveal(list: HTMLElement, row: HTMLElement): void {
  const top = row.offsetTop
  const bottom = top + row.offsetHeight
  if (row.offsetHeight > list.clientHeight || top < list.scrollTop) list.scrollTop = top
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight
}

const rowOf = (list: HTMLElement, key: string) => list.querySelector<HTMLElement>(`[data-row="${key}"]`)

/** When the list comes back from behind a tab: nothing can be scrolled while it is not shown. */
function useBack(list: RefObject<HTMLElement | null>, back: () => void) {
  const latest = useRef(back)
  useEffect(() => {
    latest.current = back
  })
  useEffect(() => {
    const element = list.current
    if (!element) return
    let shown = element.clientHeight > 0
    const observer = new ResizeObserver(() => {
      const isShown = element.clientHeight > 0
      if (isShown && !shown) latest.current()
      shown = isShown
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [list])
}

/** Somebody asked elsewhere to see the row: the focus goes there, and the row comes into sight. */
function useAsked(list: RefObject<HTMLElement | null>, key: string | null) {
  const asked = useLab((lab) => lab.timelineAsked)
  const answered = useRef(asked)
  useEffect(() => {
    const element = list.current
    const row = element && key !== null ? rowOf(element, key) : null
    if (asked === answered.current || !element || !row) return
    answered.current = asked
    row.querySelector<HTMLElement>('[data-row-head]')?.focus({ preventScroll: true })
    reveal(element, row)
  }, [list, key, asked])
}

/**
 * Keeps the selected row in sight: always when the selection moved by hand; while live only until the reader scrolls
 * away, and again once back at the end. The focus follows a selection made from inside the list.
 */
export function useReveal(
  list: RefObject<HTMLElement | null>,
  key: string | null,
  live: boolean,
  size: number,
) {
  const following = useRef(true)
  useEffect(() => {
    const element = list.current
    if (!element) return
    const leave = () => {
      following.current = false
    }
    const back = () => {
      if (element.scrollTop + element.clientHeight >= element.scrollHeight - 4) following.current = true
    }
    element.addEventListener('wheel', leave, { passive: true })
    element.addEventListener('touchmove', leave, { passive: true })
    element.addEventListener('scroll', back, { passive: true })
    return () => {
      element.removeEventListener('wheel', leave)
      element.removeEventListener('touchmove', leave)
      element.removeEventListener('scroll', back)
    }
  }, [list])
  useBack(list, () => {
    const element = list.current
    const row = element && key !== null ? rowOf(element, key) : null
    if (element && row) reveal(element, row)
  })
  useAsked(list, key)
  useEffect(() => {
    const element = list.current
    const row = key === null ? null : element && rowOf(element, key)
    if (!element || !row) return
    const focused = document.activeElement
    if (
      focused instanceof HTMLElement &&
      focused.closest('[data-row]') &&
      !row.contains(focused) &&
      element.contains(focused)
    ) {
      row.querySelector<HTMLElement>('[data-row-head]')?.focus({ preventScroll: true })
    }
    if (!live || following.current) reveal(element, row)
  }, [list, key, live, size])
}
