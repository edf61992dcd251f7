'use client'

import type { ReactNode } from 'react'
import { Popover } from '@/components/ui/popover'

/** A word with its meaning one press away. */
export function Term({ means, children }: { means: string; children: ReactNode }) {
  return (
    <Popover
      side="top"
      align="start"
      className="max-w-72 rounded-lg px-3 py-2 text-sm"
      trigger={(opens) => (
        <button
          {...opens}
          type="button"
          className="inline cursor-help rounded-sm underline decoration-edge decoration-dotted underline-offset-[0.2em] hover:decoration-ink"
        >
          {children}
        </button>
      )}
    >
      {() => <span role="status">{means}</span>}
    </Popover>
  )
}
