'use client'

import type { ReactNode } from 'react'
import * as Popover from 'radix-ui/popover'

/** A word with its meaning one press away. */
export function Term({ means, children }: { means: string; children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger className="inline cursor-help rounded-sm underline decoration-edge decoration-dotted underline-offset-[0.2em] hover:decoration-ink">
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="top"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-w-72 rounded-lg border bg-panel px-3 py-2 text-sm text-ink shadow-float"
        >
          {means}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
