import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tone = 'plain' | 'good' | 'attention' | 'bad' | 'quiet'

const TONES: Record<Tone, string> = {
  plain: 'border-line text-ink',
  good: 'border-transparent bg-ok-soft text-ok',
  attention: 'border-transparent bg-warn-soft text-warn',
  bad: 'border-transparent bg-bad-soft text-bad',
  quiet: 'border-line text-muted',
}

/** A word or two about a thing, such as a cookie's flag. */
export function Badge({
  tone = 'quiet',
  title,
  children,
}: {
  tone?: Tone
  title?: string
  children: ReactNode
}) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex items-center rounded border px-1.5 text-xs whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
