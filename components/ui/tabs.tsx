'use client'

import type { ReactNode } from 'react'
import * as Radix from 'radix-ui/tabs'
import { classNames } from './class-names'

export interface Tab {
  id: string
  label: ReactNode
  content: ReactNode
}

interface Props {
  /** Name of the set, read aloud. */
  label: string
  tabs: readonly Tab[]
  value?: string
  defaultValue?: string
  onChange?: (id: string) => void
  /** Stands at the end of the tab row. */
  aside?: ReactNode
  className?: string
}

/** Tabs with their panels; arrow keys move between them. */
export function Tabs({ label, tabs, value, defaultValue, onChange, aside, className }: Props) {
  const first = tabs[0]?.id ?? ''
  return (
    <Radix.Root
      {...(value === undefined ? { defaultValue: defaultValue ?? first } : { value })}
      {...(onChange ? { onValueChange: onChange } : {})}
      className={classNames('flex min-h-0 flex-col', className)}
    >
      <div className="flex items-center gap-2 border-b">
        <Radix.List aria-label={label} className="flex min-w-0 overflow-x-auto scroll-thin">
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.id} value={tab.id} className={TAB_LOOK}>
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside}
      </div>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.id}
          value={tab.id}
          className="min-h-0 flex-1 focus-visible:outline-offset-[-2px]"
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}

/** The look of one tab, for tab rows that are laid out by hand. */
export const TAB_LOOK =
  'px-2.5 py-1.5 text-sm whitespace-nowrap text-muted hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:text-ink data-[state=active]:shadow-[inset_0_-2px_var(--accent)]'
