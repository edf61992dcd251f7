import type { StoreMoment } from '@/protocol/model/views'
import { cutWords } from './cut-words'

/** Of a moment that is past, what lay beyond the snapshot is not known any more. */
export function CutNote({ store }: { store: Pick<StoreMoment, 'records' | 'total'> }) {
  return <p className="mt-1 text-xs text-muted">{cutWords(store)}</p>
}
