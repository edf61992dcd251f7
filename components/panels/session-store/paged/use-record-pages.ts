import { useEffect, useRef, useState } from 'react'
import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { LIMITS } from '@/protocol/limits'
import type { StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'

export const PAGE_SIZE = LIMITS.page.records
const SETTLE_MS = 250

export interface Pages {
  total: number
  records: ReadonlyMap<number, StoreRecord>
}

const NONE: Pages = { total: 0, records: new Map() }

/**
 * Pages of a store's records as they come into sight, kept until the search or the store changes; null before the
 * first answer. What stood there stays until the new page is here.
 */
export function useRecordPages(
  { kind, engine }: Pick<StoreMoment, 'kind' | 'engine'>,
  find: string,
  wanted: readonly number[],
): Pages | null {
  const { findRecords } = useLabActions()
  const version = useSettledVersion()
  const [pages, setPages] = useState<Pages | null>(null)
  const asked = useRef({ key: '', pages: new Set<number>() })
  const key = `${kind} ${engine} ${find} ${String(version)}`
  const first = wanted.join()
  useEffect(() => {
    if (asked.current.key !== key) asked.current = { key, pages: new Set() }
    const round = asked.current
    for (const page of first === '' ? [0] : first.split(',').map(Number)) {
      if (round.pages.has(page)) continue
      round.pages.add(page)
      const offset = page * PAGE_SIZE
      void findRecords({ kind, engine, offset, limit: PAGE_SIZE, find }).then((reply) => {
        if (reply && asked.current === round) setPages((old) => withPage(old ?? NONE, offset, reply))
      })
    }
  }, [key, first, kind, engine, find, findRecords])
  return pages
}

function withPage(old: Pages, offset: number, reply: { records: StoreRecord[]; total: number }): Pages {
  const records = new Map(old.records)
  for (let index = 0; index < PAGE_SIZE; index += 1) {
    const record = reply.records[index]
    if (record) records.set(offset + index, record)
    else records.delete(offset + index)
  }
  return { total: reply.total, records }
}

/** Id of the last event that may have changed a store, once they stop coming for a moment. */
function useSettledVersion(): number {
  const last = useLab((lab) => lab.trace.events.findLast((event) => CHANGES.has(event.type))?.id ?? 0)
  const [settled, setSettled] = useState(last)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(last), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [last])
  return settled
}

const CHANGES = new Set(['store.changed', 'record.edited', 'engine.changed', 'clock.advanced'])
