import type { ReactNode } from 'react'
import type { Pane } from './pane-tabs'

interface Props {
  pane: Pane
  open: Pane
  className?: string
  children: ReactNode
}

/** One part of the screen: always there when it is wide, else only while its tab is in front. */
export function PaneView({ pane, open, className = '', children }: Props) {
  return (
    <div
      id={`pane-${pane}`}
      data-open={pane === open}
      tabIndex={-1}
      className={`hidden min-h-0 min-w-0 flex-1 flex-col outline-none data-[open=true]:flex wide:flex ${className}`}
    >
      {children}
    </div>
  )
}
