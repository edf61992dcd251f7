import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

const TONES = { good: 'text-ok', attention: 'text-warn', bad: 'text-bad', quiet: 'text-muted' }

/** The app's state with a dot in its tone. */
export function StateWord({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) {
  return (
    <span role="status" className={classNames('inline-flex items-center gap-1.5', TONES[tone])}>
      <span aria-hidden className="size-2 shrink-0 rounded-full bg-current" />
      <span className="truncate">{children}</span>
    </span>
  )
}
