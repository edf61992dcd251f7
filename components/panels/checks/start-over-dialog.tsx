'use client'

import { useState } from 'react'
import { useLabStore } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useChecks } from './checks-scope'
import { startAnew } from './start-anew'

/** Says what will be cleared and what is kept, and does it when told so. */
export default function StartOverDialog({ onClose }: { onClose: () => void }) {
  const { slug, start } = useChecks()
  const lab = useLabStore()
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking')
  const begin = async () => {
    setState('busy')
    if (await startAnew({ slug, lab, start, storage: window.localStorage })) onClose()
    else setState('failed')
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Start this lesson over?"
      description="Ticks, predictions, requests, cookies and records of this lesson are cleared. Other lessons stay as they are."
      actions={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="primary" disabled={state === 'busy'} onClick={() => void begin()}>
            Start over
          </Button>
        </>
      }
    >
      <p>Your code is kept: Reset, above the code, brings it back.</p>
      <p role="status" className="min-h-[1lh] text-bad">
        {state === 'failed' ? 'The server did not answer. Try again in a moment.' : null}
      </p>
    </Dialog>
  )
}
