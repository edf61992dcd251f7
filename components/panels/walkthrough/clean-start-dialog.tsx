'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { storesInWords } from './stores-in-words'

interface Props {
  onBegin: () => void
  onClose: () => void
}

/** A walkthrough begins with empty stores: says what goes and what stays, and begins when told so. */
export default function CleanStartDialog({ onBegin, onClose }: Props) {
  const moment = useLab((lab) => lab.moment)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Begin with empty stores?"
      description={`The walkthrough tells its story from the beginning. Cookies and the sessions in ${storesInWords(moment)} are deleted.`}
      actions={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="primary" onClick={onBegin}>
            Empty and play
          </Button>
        </>
      }
    >
      <p>
        Your code is put aside, and you get it back at the end. Ticks, and tables of yours that hold no
        sessions, stay.
      </p>
    </Dialog>
  )
}
