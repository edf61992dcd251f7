'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { Kbd } from '@/components/ui/kbd'

const SAVING = { saved: 'Saved', saving: 'Saving', unsaved: 'Kept in this browser' } as const

/** Small print under the code: whether it is safe, and how to leave with the keyboard. */
export function EditorStatus() {
  const saving = useLab((lab) => lab.saving)
  const opening = useLab((lab) => lab.connection === 'opening')
  return (
    <div className="flex h-7 shrink-0 items-center gap-3 overflow-hidden border-t bg-panel px-3 text-xs whitespace-nowrap text-muted">
      <span role="status">{opening ? 'Opening your workspace' : SAVING[saving]}</span>
      <span className="flex-1" />
      <span className="max-sm:hidden pointer-coarse:hidden">
        <Kbd>Ctrl</Kbd> <Kbd>M</Kbd>, then <Kbd>Tab</Kbd> leaves the code
      </span>
    </div>
  )
}
