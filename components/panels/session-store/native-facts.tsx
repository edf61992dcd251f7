import type { StoreKind, StoreRecord } from '@/protocol/snapshot'

interface Props {
  kind: StoreKind
  record: StoreRecord
  /** On the workspace's clock. */
  now: number | null
}

const COUNTS_SECONDS = new Set<StoreKind>(['redis', 'memcached'])

/** What the store itself tells of a record, in its own words; its time to live runs on between two readings. */
export function NativeFacts({ kind, record, now }: Props) {
  const told = Object.entries(record.native ?? {}).map(([name, value]) => [name, String(value)] as const)
  const left = COUNTS_SECONDS.has(kind) ? secondsLeft(record.expires, now) : null
  const pairs = left === null ? told : [...told.filter(([name]) => name !== 'ttl'), ['ttl', left] as const]
  if (pairs.length === 0) return null
  return (
    <dl className="mb-1.5 flex flex-wrap gap-x-3 font-mono text-xs text-muted">
      {pairs.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1">
          <dt>{name}</dt>
          <dd className="min-w-0 break-all text-ink tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function secondsLeft(expires: string | null, now: number | null): string | null {
  if (expires === null || now === null) return null
  return `${String(Math.max(0, Math.ceil((Date.parse(expires) - now) / 1000)))} s`
}
