import { LIMITS } from '@/protocol/limits'

/** Of a moment that is past, what lay beyond the snapshot is not known any more. */
export function CutNote({ total }: { total: number }) {
  return (
    <p className="mt-1 text-xs text-muted">
      Of an earlier moment only {LIMITS.snapshot.records} of {total.toLocaleString('en')} records are kept.
    </p>
  )
}
