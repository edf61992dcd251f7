import type { ReactNode } from 'react'

/** A cookie of a header, its parts explained. */
export function TakenApart({ name, header, children }: { name: string; header: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-t px-1 pt-2 pb-1">
      <h3 className="text-sm text-muted">
        {header} <span className="font-mono text-xs font-medium text-ink">{name}</span>, taken apart
      </h3>
      <div className="grid gap-3 @2xl/timeline:grid-cols-[3fr_2fr] @2xl/timeline:gap-6">{children}</div>
    </section>
  )
}
