'use client'

import { keepRemoved } from '@/components/sandbox/kept-copy'
import { useLabStore } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

interface Props {
  label: string
  path: string
  onClose: () => void
}

/** Asks before a file goes; a copy of it is kept. */
export default function RemoveDialog({ label, path, onClose }: Props) {
  const store = useLabStore()
  const remove = () => {
    const now = store.getState()
    keepRemoved(window.localStorage, label, now, path)
    now.actions.removeFile(path)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Remove ${path}?`}
      description="A copy of it is kept. Reset offers to bring it back."
      actions={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="danger" onClick={remove}>
            Remove
          </Button>
        </>
      }
    />
  )
}
