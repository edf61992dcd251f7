import { classNames } from '@/components/ui/class-names'
import type { RecordMoment } from '@/protocol/model/views'

/** A row that came, changed or went has a mark at its edge. */
export const ROW_MARKS: Record<RecordMoment['change'], string> = {
  same: '',
  added: 'first:shadow-[inset_3px_0_var(--ok)]',
  changed: 'first:shadow-[inset_3px_0_var(--ok)]',
  removed: 'first:shadow-[inset_3px_0_var(--bad)]',
}

/** What a mark says, to be heard. */
export const ROW_CHANGES: Record<RecordMoment['change'], string> = {
  same: '',
  added: ', new',
  changed: ', changed',
  removed: ', deleted',
}

/** A row of a table: the open one, one under the pointer, one that is gone. */
export const rowLook = (open: boolean, gone = false): string =>
  classNames(open ? 'bg-soft' : 'hover:bg-soft', gone && 'text-muted line-through')
