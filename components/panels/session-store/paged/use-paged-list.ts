import { useDeferredValue, useState } from 'react'
import type { StoreMoment } from '@/protocol/model/views'
import { PAGE_SIZE, useRecordPages, type Pages } from './use-record-pages'
import { visibleRange, type VisibleRange } from './visible-range'

export interface PagedList {
  find: string
  setFind: (find: string) => void
  /** Pixels above the first row in sight. */
  scrollTo: (top: number) => void
  /** Records that match. */
  count: number
  /** null before the first answer. */
  pages: Pages | null
  /** Asks once more for what nobody answered; null while nothing in sight is missing. */
  askAgain: (() => void) | null
  range: VisibleRange
}

/** A search in all records of a store, and those that are in sight; sizes are pixels. */
export function usePagedList(store: StoreMoment, size: { rowHeight: number; height: number }): PagedList {
  const [find, setFind] = useState('')
  const [top, scrollTo] = useState(0)
  const wanted = useDeferredValue(find)
  const [count, setCount] = useState(store.total)
  const { rowHeight, height } = size
  const range = visibleRange({ top, height }, { count, rowHeight, pageSize: PAGE_SIZE })
  const { pages, askAgain } = useRecordPages(store, wanted, range.pages)
  if (pages && pages.total !== count) setCount(pages.total)
  return { find, setFind, scrollTo, count, pages, askAgain, range }
}
