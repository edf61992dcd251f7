import { useEffect, useRef, useState } from 'react'
import { useLabActions } from '@/components/sandbox/use-lab'
import type { RecordsReply } from '@/protocol/api'
import { LIMITS } from '@/protocol/limits'
import type { StoreMoment } from '@/protocol/model/views'
import type { StoreRecord } from '@/protocol/snapshot'
import { isMissed, PageRound } from './page-round'
import { useSettledVersion } from './use-settled-version'

export const PAGE_SIZE = LIMITS.page.records

export interface Pages {
  /** What the records were found by. */
  find: string
  total: number
  records: ReadonlyMap<number, StoreRecord>
}

export interface RecordPages {
  /** null before the first answer. */
  pages: Pages | null
  /** Asks once more for what nobody answered; null while nothing in sight is missing. */
  askAgain: (() => void) | null
}

/**
 * Pages of a store's records as they come into sight, kept until the search or the store changes. What stood there
 * stays until the new page is here. Asks nothing while nothing (null) is wanted.
 */
export function useRecordPages(
  { kind, engine }: Pick<StoreMoment, 'kind' | 'engine'>,
  find: string,
  wanted: readonly number[] | null,
): RecordPages {
  const { findRecords } = useLabActions()
  const version = useSettledVersion()
  const [pages, setPages] = useState<Pages | null>(null)
  const [missing, setMissing] = useState<readonly number[]>([])
  const [attempt, setAttempt] = useState(0)
  const asked = useRef(new PageRound(''))
  const key = `${kind} ${engine} ${find} ${String(version)}`
  const first = wanted?.join() ?? null
  useEffect(() => {
    if (first === null) return
    if (asked.current.key !== key) asked.current = new PageRound(key)
    const round = asked.current
    for (const page of round.take(pagesOf(first))) {
      const offset = page * PAGE_SIZE
      void findRecords({ kind, engine, offset, limit: PAGE_SIZE, find }).then((reply) => {
        if (asked.current !== round) return
        round.settle(page, reply !== null)
        setMissing(round.missing)
        if (reply) setPages((old) => withPage(old, { find, offset }, reply))
      })
    }
  }, [key, first, attempt, kind, engine, find, findRecords])
  const isMissing = first !== null && isMissed(missing, pagesOf(first))
  return { pages, askAgain: isMissing ? () => setAttempt(attempt + 1) : null }
}

/** Of a list that seems empty the first page, which may tell otherwise. */
const pagesOf = (joined: string): number[] => (joined === '' ? [0] : joined.split(',').map(Number))

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
