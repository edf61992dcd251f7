import type { StoreMoment } from '@/protocol/model/views'

/** What the server tells of itself, by its own names. */
export function StoreFacts({ facts }: { facts: StoreMoment['facts'] }) {
  const pairs = Object.entries(facts)
  if (pairs.length === 0) return null
  return (
    <dl className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
      {pairs.map(([name, value]) => (
        <div key={name} className="flex gap-1">
          <dt className="font-mono">{name}</dt>
          <dd className="font-mono text-ink tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
