'use client'

import { useEffect } from 'react'
import { chooseMode, resumeMode } from '@/components/hooks/mode'
import { useMode } from '@/components/hooks/use-mode'
import { Button } from '@/components/ui/button'

/** Into presenter mode and out of it; it lasts over a reload and from lesson to lesson. */
export function PresentButton() {
  const mode = useMode()
  useEffect(resumeMode, [])
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
