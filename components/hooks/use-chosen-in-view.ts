'use client'

import { useEffect, useRef } from 'react'

/** For a row of tabs that may be longer than its room: the one in front is scrolled into it. `chosen` says which it is. */
export function useChosenInView(chosen: string) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const list = row.current
    const tab = list?.querySelector<HTMLElement>('[data-state="active"]')
    if (!list || !tab) return
    const room = list.getBoundingClientRect()
    const own = tab.getBoundingClientRect()
    // Not scrollIntoView: that would move the page as well.
    if (own.left < room.left) list.scrollLeft -= room.left - own.left
    else if (own.right > room.right) list.scrollLeft += own.right - room.right
  }, [chosen])
  return row
}
