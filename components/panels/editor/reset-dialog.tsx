'use client'

import { useState } from 'react'
import { readCopy } from '@/components/sandbox/draft'
import { keepReplaced, removedFile } from '@/components/sandbox/kept-copy'
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
  const [removed] = useState(() => removedFile(window.localStorage, label, store.getState().files))
  const replace = (files: Files, first: string) => {
    const now = store.getState()
    keepReplaced(window.localStorage, label, now, starter)
    now.actions.replaceFiles(files, first)
    onClose()
  }
  const bringBack = (removed: Files) => {
    const { files, actions } = store.getState()
    actions.replaceFiles({ ...files, ...removed })
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
          {removed ? (
            <Button onClick={() => bringBack(removed)}>Bring back {Object.keys(removed).join(', ')}</Button>
          ) : null}
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
