'use client'

import { useEffect } from 'react'
import { isPresenting } from './presenting'
import { usePlayer } from './walkthrough-scope'

const NEXT = new Set([' ', 'PageDown'])

/** Space or PageDown plays the next step, as a presenter's remote does; not while somebody types, nor a Space that presses a button. */
export function usePlayerKeys(): void {
  const phase = usePlayer((player) => player.phase)
  const { step, begin } = usePlayer((player) => player.actions)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!NEXT.has(event.key) || event.defaultPrevented || isTakenBy(event)) return
      if (phase === 'off' && isPresenting()) begin(true)
      else if (phase === 'waiting' || phase === 'playing') step()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [phase, step, begin])
}

const TYPING = 'input, textarea, select, [contenteditable]'
const PRESSED_BY_SPACE = 'button, a, summary, [role="tab"], [role="radio"]'

const isTakenBy = ({ key, target }: KeyboardEvent) =>
  target instanceof Element && target.closest(key === ' ' ? `${TYPING}, ${PRESSED_BY_SPACE}` : TYPING) !== null
