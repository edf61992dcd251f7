import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

const KINDS = {
  note: { title: 'Good to know', look: 'border-edge' },
  why: { title: 'Why', look: 'border-accent' },
  care: { title: 'Take care', look: 'border-warn' },
} as const

/** A thought beside the text: good to know, why, or take care. */
export function Callout({
  kind = 'note',
  title,
  children,
}: {
  kind?: keyof typeof KINDS
  title?: string
  children: ReactNode
}) {
  return (
    <aside className={classNames('my-5 border-l-2 py-0.5 pl-4 text-muted [&_p]:my-1.5', KINDS[kind].look)}>
      <p className="text-sm font-semibold text-ink">{title ?? KINDS[kind].title}</p>
      {children}
    </aside>
  )
}
