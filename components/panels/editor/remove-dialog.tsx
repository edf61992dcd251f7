'use client'

import { writeCopy } from '@/components/sandbox/draft'
import { useLabStore } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

interface Props {
  label: string
  path: string
  onClose: () => void
}

/** Asks before a file goes; a copy of everything as it was is kept. */
export default function RemoveDialog({ label, path, onClose }: Props) {
  const store = useLabStore()
  const remove = () => {
    const { files, entry, actions } = store.getState()
    writeCopy(window.localStorage, label, { files, entry, saved: true })
    actions.removeFile(path)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Remove ${path}?`}
      description="A copy of your code as it is now is kept. Reset offers to bring it back."
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
