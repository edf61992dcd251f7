'use client'

import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { Button } from '@/components/ui/button'
import type { Trials } from './trials'

/** While a trial’s code is in the editor: the learner’s own is safe, and one press away. */
export function ReturnOwnCode({ trials }: { trials: StoreApi<Trials> }) {
  const busy = useStore(trials, (now) => now.busy !== null)
  const { giveBack, keepThis } = useStore(trials, (now) => now.actions)
  return (
    <div className="sticky top-0 z-10 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-panel px-3 py-2 shadow-float">
      <p role="status" className="min-w-40 flex-1 text-sm text-muted">
        The editor shows an option’s code. Yours was put aside and is safe.
      </p>
      <Button kind="primary" size="small" disabled={busy} onClick={() => void giveBack()}>
        Put my code back
      </Button>
      <Button kind="quiet" size="small" disabled={busy} onClick={keepThis}>
        Keep this code
      </Button>
    </div>
  )
}
