'use client'

import { useId, type ReactNode } from 'react'
import { useChosenInView } from '@/components/hooks/use-chosen-in-view'
import { classNames } from './class-names'
import { moveAmongTabs } from './tab-keys'

export interface Tab {
  id: string
  label: ReactNode
  content: ReactNode
}

interface Props {
  /** Name of the set, read aloud. */
  label: string
  tabs: readonly Tab[]
  value: string
  onChange: (id: string) => void
  /** Stands at the end of the tab row. */
  aside?: ReactNode
  className?: string
}

/** Tabs with the panel of the one in front; arrow keys move between them. */
export function Tabs({ label, tabs, value, onChange, aside, className }: Props) {
  const id = useId()
  const row = useChosenInView(value)
  return (
    <div className={classNames('flex min-h-0 flex-col', className)}>
      <div className="flex items-center gap-2 border-b">
        <div ref={row} role="tablist" aria-label={label} className="flex min-w-0 overflow-x-auto scroll-thin">
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={`${id}-${tab.id}`}
              {...tabProps(tab.id === value)}
              aria-controls={`${id}-panel`}
              onClick={() => onChange(tab.id)}
              className={TAB_LOOK}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${value}`}
        className="min-h-0 flex-1 focus-visible:outline-offset-[-2px]"
      >
        {tabs.find((tab) => tab.id === value)?.content}
      </div>
    </div>
  )
}

/** What makes a button a tab; only the one in front is on the way of the Tab key. */
export const tabProps = (active: boolean) =>
  ({
    type: 'button',
    role: 'tab',
    'aria-selected': active,
    'data-state': active ? 'active' : 'inactive',
    tabIndex: active ? 0 : -1,
    onKeyDown: moveAmongTabs,
  }) as const

/** The look of one tab, for tab rows that are laid out by hand. */
export const TAB_LOOK =
  'px-2.5 py-1.5 text-sm whitespace-nowrap text-muted hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:text-ink data-[state=active]:shadow-[inset_0_-2px_var(--accent)]'
