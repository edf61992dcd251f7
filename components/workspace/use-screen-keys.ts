'use client'

import { useEffect } from 'react'
import { chooseMode, readMode } from '@/components/hooks/mode'
import { useLabStore } from '@/components/sandbox/use-lab'

/** Keys that hold wherever one is: Ctrl/Cmd+Enter runs, Ctrl/Cmd+S saves, Escape ends presenting. */
export function useScreenKeys(): void {
  const store = useLabStore()
  useEffect(() => {
    const command = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      const { actions } = store.getState()
      if (event.key === 'Enter' && hasOwnEnter(event.target)) return
      if (event.key === 'Enter') void actions.run()
      else if (event.key.toLowerCase() === 's') void actions.save()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isPopoverOpen()) return
      if (readMode() === 'present') chooseMode('learn')
    }
    // Commands before the editor, which has its own meaning for Ctrl+Enter; Escape after everybody else.
    window.addEventListener('keydown', command, true)
    window.addEventListener('keydown', escape)
    return () => {
      window.removeEventListener('keydown', command, true)
      window.removeEventListener('keydown', escape)
    }
  }, [store])
}

/** The browser closes its popovers with Escape and tells nobody that the key is taken. */
const isPopoverOpen = (): boolean => document.querySelector(':popover-open') !== null

/** Fields where Ctrl+Enter sends what was typed there. */
const hasOwnEnter = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-own-enter]') !== null
