import { useId, type ReactNode } from 'react'
import { classNames } from './class-names'

interface CardProps {
  title: string
  /** Small print after the title. */
  note?: ReactNode
  /** Stands at the end of the title row. */
  aside?: ReactNode
  /** Name a walkthrough may point at. */
  place?: string
  children: ReactNode
}

/** One card of the stage: a title row of fixed height, so that the hairlines of cards side by side meet, and a body that scrolls. */
export function PanelCard({ title, note, aside, place, children }: CardProps) {
  const heading = useId()
  return (
    <section
      aria-labelledby={heading}
      data-place={place}
      className="flex h-full min-h-0 min-w-0 flex-col overflow-hidden rounded-xl border bg-panel @container/card"
    >
      <header className="flex h-10 shrink-0 items-center gap-2 border-b px-3">
        {/* In a narrow card it makes room for what stands at the end. */}
        <h2
          id={heading}
          className={classNames(
            'text-base font-semibold',
            aside !== undefined && '@max-[16.5rem]/card:sr-only',
          )}
        >
          {title}
        </h2>
        <div
          className={classNames(
            'min-w-0 flex-1 truncate text-sm text-muted',
            note === undefined && '@max-[16.5rem]/card:hidden',
          )}
        >
          {note}
        </div>
        {aside}
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto scroll-thin">{children}</div>
    </section>
  )
}

interface SectionProps {
  /** Left out when the content speaks for itself. */
  title?: ReactNode
  aside?: ReactNode
  place?: string
  className?: string
  children: ReactNode
}

/** A part of a card; a hairline parts it from the next. */
export function PanelSection({ title, aside, place, className, children }: SectionProps) {
  return (
    <div data-place={place} className={classNames('border-b px-3 py-2 last:border-b-0', className)}>
      {title === undefined ? null : (
        <div className="mb-1 flex min-h-6 items-center gap-2">
          <h3 className="min-w-0 flex-1 truncate text-sm font-medium text-muted">{title}</h3>
          {aside}
        </div>
      )}
      {children}
    </div>
  )
}
