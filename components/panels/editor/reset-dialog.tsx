'use client'

import { useState } from 'react'
import { readCopy, writeCopy } from '@/components/sandbox/draft'
import { useLabStore } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Files } from '@/protocol/workspace'

interface Props {
  label: string
  starter: Files
  entry: string
  onClose: () => void
}

/** Asks before the starting code comes back; what it replaces is kept, and can be brought back here. */
export default function ResetDialog({ label, starter, entry, onClose }: Props) {
  const store = useLabStore()
  const [copy] = useState(() => readCopy(window.localStorage, label))
  const replace = (files: Files, first: string) => {
    const now = store.getState()
    writeCopy(window.localStorage, label, { files: now.files, entry: now.entry, saved: true })
    now.actions.replaceFiles(files, first)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Back to the starting code?"
      description="A copy of your code is kept. You find it here again."
      actions={
        <>
          {copy ? <Button onClick={() => replace(copy.files, copy.entry)}>Bring back my copy</Button> : null}
          <span className="flex-1" />
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="primary" onClick={() => replace(starter, entry)}>
            Reset
          </Button>
        </>
      }
    />
  )
}
