import { useEffect, useRef, useState } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import type { RecordsReply } from '@/protocol/api'
import { LIMITS } from '@/protocol/limits'
import type { StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'
import { useSettledVersion } from './use-settled-version'

export const PAGE_SIZE = LIMITS.page.records

export interface Pages {
  /** What the records were found by. */
  find: string
  total: number
  records: ReadonlyMap<number, StoreRecord>
}

/**
 * Pages of a store's records as they come into sight, kept until the search or the store changes; null before the
 * first answer. What stood there stays until the new page is here. Asks nothing while nothing (null) is wanted.
 */
export function useRecordPages(
  { kind, engine }: Pick<StoreMoment, 'kind' | 'engine'>,
  find: string,
  wanted: readonly number[] | null,
): Pages | null {
  const { findRecords } = useLabActions()
  const version = useSettledVersion()
  const [pages, setPages] = useState<Pages | null>(null)
  const asked = useRef({ key: '', pages: new Set<number>() })
  const key = `${kind} ${engine} ${find} ${String(version)}`
  const first = wanted?.join() ?? null
  useEffect(() => {
    if (first === null) return
    if (asked.current.key !== key) asked.current = { key, pages: new Set() }
    const round = asked.current
    for (const page of first === '' ? [0] : first.split(',').map(Number)) {
      if (round.pages.has(page)) continue
      round.pages.add(page)
      const offset = page * PAGE_SIZE
      void findRecords({ kind, engine, offset, limit: PAGE_SIZE, find }).then((reply) => {
        if (reply && asked.current === round) setPages((old) => withPage(old, { find, offset }, reply))
      })
    }
  }, [key, first, kind, engine, find, findRecords])
  return pages
}

function withPage(
  old: Pages | null,
  { find, offset }: { find: string; offset: number },
  reply: RecordsReply,
): Pages {
  const records = new Map(old?.find === find ? old.records : [])
  for (let index = 0; index < PAGE_SIZE; index += 1) {
    const record = reply.records[index]
    if (record) records.set(offset + index, record)
    else records.delete(offset + index)
  }
  return { find, total: reply.total, records }
}
