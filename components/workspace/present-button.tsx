'use client'

import { useEffect } from 'react'
import { chooseMode } from '@/components/hooks/mode'
import { useMode } from '@/components/hooks/use-mode'
import { Button } from '@/components/ui/button'

/** Into presenter mode and out of it; leaving the page ends it. */
export function PresentButton() {
  const mode = useMode()
  useEffect(() => () => chooseMode('learn'), [])
  return (
    <Button
      aria-pressed={mode === 'present'}
      title="Large type for a projector; the lesson's text is hidden"
      onClick={() => chooseMode(mode === 'present' ? 'learn' : 'present')}
    >
      {mode === 'present' ? 'End presenting' : 'Present'}
    </Button>
  )
}
