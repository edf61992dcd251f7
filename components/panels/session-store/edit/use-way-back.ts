'use client'

import { useRef, type RefObject } from 'react'
import { flushSync } from 'react-dom'

interface WayBack {
  /** The button that opens the editor; it is not there while one edits. */
  edit: RefObject<HTMLButtonElement | null>
  leave: () => void
}

/** Closes an editor, and gives the focus it had to the button that opened it. */
export function useWayBack(close: () => void): WayBack {
  const edit = useRef<HTMLButtonElement>(null)
  const leave = () => {
    flushSync(close)
    if (document.activeElement === document.body) edit.current?.focus({ preventScroll: true })
  }
  return { edit, leave }
}
