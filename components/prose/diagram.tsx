import type { ReactNode } from 'react'

/** A picture in the text, with a sentence under it. */
export function Diagram({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <figure className="my-6">
      {/* On a phone it scrolls sideways, which must not need a finger. */}
      <div
        role="group"
        aria-label="Picture"
        tabIndex={0}
        className="overflow-x-auto rounded-xl border bg-code px-4 py-4 scroll-thin"
      >
        {children}
      </div>
      <figcaption className="mt-2 text-sm text-muted">{caption}</figcaption>
    </figure>
  )
}
