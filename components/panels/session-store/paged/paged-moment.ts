import { sameRecord } from '@/protocol/model/same-record'
import type { ExchangeView, RecordMoment } from '@/protocol/model/views'
import type { StoreKind, StoreRecord } from '@/protocol/snapshot'

/** What is known of the time before the row of the timeline that is the last one. */
export interface Earlier {
  kind: StoreKind
  /** The snapshot's own records, which come with their changes. */
  told: ReadonlyMap<string, RecordMoment>
  /** Records that were on a page before. */
  known: ReadonlyMap<string, StoreRecord>
  exchange: Pick<ExchangeView, 'storeCalls' | 'sidSet'> | null
}

/** A record of a page with what the last row of the timeline did to it, as far as anybody can tell. */
export function pagedMoment(record: StoreRecord, { kind, told, known, exchange }: Earlier): RecordMoment {
  const { sid } = record
  const moment = told.get(sid)
  if (moment?.record && isCompared(moment)) return { ...moment, record }
  const before = known.get(sid)
  if (before)
    return { sid, record, recordBefore: before, change: sameRecord(kind, record, before) ? 'same' : 'changed' }
  const written = exchange?.storeCalls.some((call) => call.sid === sid && call.op === 'set') ?? false
  if (!written) return { sid, record, recordBefore: record, change: 'same' }
  // Nobody has seen it before this request: that it was written is known, what it was before is not.
  return exchange?.sidSet === sid
    ? { sid, record, recordBefore: null, change: 'added' }
    : { sid, record, recordBefore: record, change: 'changed' }
}

/** Where the earlier snapshot was cut, the model has nothing to compare with. */
const isCompared = ({ recordBefore, change }: RecordMoment): boolean =>
  recordBefore !== null || change === 'added'
