'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { storesInWords } from './stores-in-words'

interface Props {
  /** What is to begin. */
  of: keyof typeof WORDS
  onBegin: () => void
  onClose: () => void
}

const WORDS = {
  walkthrough: {
    why: 'The walkthrough tells its story from the beginning.',
    begin: 'Empty and play',
    back: 'Your code is put aside, and you get it back at the end.',
  },
  trial: {
    why: 'An option is tried from the beginning, so that nothing but its effect shows.',
    begin: 'Empty and try',
    back: 'Your code is put aside, and you get it back with one press.',
  },
} as const

/** A walkthrough and a trial begin with empty stores: says what goes and what stays, and begins when told so. */
export default function CleanStartDialog({ of, onBegin, onClose }: Props) {
  const { why, begin, back } = WORDS[of]
  const moment = useLab((lab) => lab.moment)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Begin with empty stores?"
      description={`${why} Cookies and the sessions in ${storesInWords(moment)} are deleted.`}
      actions={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button kind="primary" onClick={onBegin}>
            {begin}
          </Button>
        </>
      }
    >
      <p>{back} Ticks, and tables of yours that hold no sessions, stay.</p>
    </Dialog>
  )
}
