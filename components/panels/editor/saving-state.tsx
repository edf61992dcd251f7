'use client'

import { useLab } from '@/components/sandbox/use-lab'

const WORDS = { saved: 'Saved', saving: 'Saving', unsaved: 'Kept here' } as const

/** Whether the server has what was typed; until it has, this browser keeps it. */
export function SavingState() {
  const saving = useLab((lab) => lab.saving)
  const open = useLab((lab) => lab.workspace !== null)
  return (
    <span
      role="status"
      title="What you type is kept in this browser at once and on the server a moment later"
      className="min-w-16 px-1 text-right text-xs whitespace-nowrap text-muted max-sm:sr-only"
    >
      {open ? WORDS[saving] : 'Kept here'}
    </span>
  )
}
