import { classNames } from './class-names'

/** Grey lines in the place of text that is on its way; give it the size the text will have. */
export function Skeleton({ lines = 1, className }: { lines?: number; className?: string }) {
  return (
    <div aria-hidden="true" className={classNames('flex flex-col gap-2', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className="h-3 rounded bg-soft motion-safe:animate-pulse"
          style={{ width: `${String(92 - ((line * 23) % 48))}%` }}
        />
      ))}
    </div>
  )
}
