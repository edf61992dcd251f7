import type { ReactNode } from 'react'
import { classNames } from './class-names'

interface Props {
  /** What is not here yet, in one sentence. */
  title: string
  /** What to do about it. */
  children?: ReactNode
  action?: ReactNode
  className?: string
}

/** Stands where something will be: says what is missing and how to get it. */
export function Placeholder({ title, children, action, className }: Props) {
  return (
    <div className={classNames('flex flex-col items-start gap-1.5 p-3 text-sm text-muted', className)}>
      <p className="text-base text-ink">{title}</p>
      {children ? <div className="max-w-[44ch]">{children}</div> : null}
      {action ? <div className="mt-1">{action}</div> : null}
    </div>
  )
}
