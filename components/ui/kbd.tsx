import type { ReactNode } from 'react'

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded border border-b-2 bg-panel px-1 py-px font-sans text-xs text-muted">{children}</kbd>
  )
}
