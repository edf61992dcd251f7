'use client'

import { useEffect } from 'react'
import { chooseMode, readMode } from '@/components/hooks/mode'
import { useLabStore } from '@/components/sandbox/use-lab'

/** Keys that hold wherever one is: Ctrl/Cmd+Enter runs, Ctrl/Cmd+S saves, Escape ends presenting. */
export function useScreenKeys(): void {
  const store = useLabStore()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { actions } = store.getState()
      const command = event.ctrlKey || event.metaKey
      if (command && event.key === 'Enter') void actions.run()
      else if (command && event.key.toLowerCase() === 's') void actions.save()
      else if (event.key === 'Escape' && !event.defaultPrevented && readMode() === 'present')
        chooseMode('learn')
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [store])
}
