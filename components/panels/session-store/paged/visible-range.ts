/** Which rows of a long list are in sight, a few more on both sides, and the pages they lie on. */
export interface VisibleRange {
  from: number
  /** After the last. */
  to: number
  pages: readonly number[]
}

const MARGIN = 8

/** Rows have one height; sizes are pixels. */
export function visibleRange(
  scroll: { top: number; height: number },
  list: { count: number; rowHeight: number; pageSize: number },
): VisibleRange {
  const first = Math.floor(scroll.top / list.rowHeight) - MARGIN
  const last = Math.ceil((scroll.top + scroll.height) / list.rowHeight) + MARGIN
  const from = Math.max(0, Math.min(first, list.count))
  const to = Math.max(from, Math.min(last, list.count))
  const pages: number[] = []
  if (to > from)
    for (let page = Math.floor(from / list.pageSize); page * list.pageSize < to; page += 1) pages.push(page)
  return { from, to, pages }
}
