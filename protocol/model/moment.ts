import type { JarCookie } from '../cookie'
import type { Snapshot, StoreKind, StoreRecord } from '../snapshot'
import type {
  BrowserMoment,
  ExchangeView,
  Moment,
  RecordMoment,
  StoreMoment,
  TimelineRow,
  TraceModel,
} from './views'
import { rowAt, rowStart } from './row-at'
import { sameRecord } from './same-record'
import { emptyWorld, foldWorld, type World } from './world'

/** The world just after the event with id `cursor` (a number past the end means now). */
export function momentAt(model: TraceModel, cursor: number): Moment {
  const row = model.rows[rowAt(model, cursor)]
  const before = emptyWorld()
  const now = emptyWorld()
  const start = row ? rowStart(row) : 0
  for (const event of model.events) {
    if (event.id > cursor) break
    if (event.id < start) foldWorld(before, event)
    foldWorld(now, event)
  }
  const exchange = exchangeAt(model, row, cursor)
  return {
    cursor: Math.min(cursor, model.lastId),
    app: now.app,
    settings: now.settings,
    clockOffsetMs: now.clockOffsetMs,
    browsers: browsersAt(model, before, now, cursor, row),
    exchange,
    stepsDone: exchange ? exchange.steps.filter((step) => step.eventId <= cursor).length : 0,
    session: {
      before: seen(exchange?.before ?? null, cursor),
      now: seen(exchange?.after ?? null, cursor),
    },
    decisions: exchange ? exchange.decisions.filter((decision) => decision.id <= cursor) : [],
    stores: [...now.snapshots].map(([key, snapshot]) => storeAt(snapshot, before.snapshots.get(key))),
    engines: [...now.engines.values()],
  }
}

const seen = <T extends { id: number }>(event: T | null, cursor: number): T | null =>
  event && event.id <= cursor ? event : null

/** A new process has seen no request yet: after a run or an end of the app there is no current exchange. */
function exchangeAt(model: TraceModel, row: TimelineRow | undefined, cursor: number): ExchangeView | null {
  if (!row) return null
  if (row.type === 'exchange') return row.exchange
  if (row.life.kind === 'run' || row.life.kind === 'ended') return null
  const passed = model.rows.findLast(
    (other) =>
      rowStart(other) <= cursor &&
      (other.type === 'exchange' || other.life.kind === 'run' || other.life.kind === 'ended'),
  )
  return passed?.type === 'exchange' ? passed.exchange : null
}

function browsersAt(
  model: TraceModel,
  before: World,
  now: World,
  cursor: number,
  row: TimelineRow | undefined,
): BrowserMoment[] {
  // A redirect is followed at its headers, so its last event may stand behind the next exchange's first.
  const chosen = row?.type === 'exchange' ? row.exchange : null
  return [...now.browsers].map(([name, { real, cookies }]) => ({
    name,
    real,
    cookies,
    cookiesBefore: unlessSame(before.browsers.get(name)?.cookies ?? [], cookies),
    exchange: chosen?.browser === name ? chosen : latestOf(model, name, cursor),
  }))
}

const latestOf = (model: TraceModel, browser: string, cursor: number): ExchangeView | null =>
  model.exchanges.findLast((view) => view.browser === browser && view.firstEventId <= cursor) ?? null

/** `now` itself when both hold the same, so that a panel can compare by identity. */
function unlessSame(before: readonly JarCookie[], now: readonly JarCookie[]): readonly JarCookie[] {
  return JSON.stringify(before) === JSON.stringify(now) ? now : before
}

function storeAt(now: Snapshot, before: Snapshot | undefined): StoreMoment {
  const old = new Map((before?.records ?? []).map((record) => [record.sid, record]))
  const records: RecordMoment[] = now.records.map((record) => {
    const recordBefore = old.get(record.sid) ?? null
    old.delete(record.sid)
    // Of a list that was cut nobody knows whether the record was there before.
    const unknown = recordBefore === null && before !== undefined && isCut(before)
    const change = unknown ? 'same' : changeOf(now.kind, record, recordBefore)
    return { sid: record.sid, record, recordBefore, change }
  })
  // What a list that is cut does not name may have been pushed out of it, and still be in the store.
  const missing = isCut(now) ? [] : [...old.values()]
  const removed = missing.map((recordBefore): RecordMoment => {
    return { sid: recordBefore.sid, record: null, recordBefore, change: 'removed' }
  })
  return {
    kind: now.kind,
    engine: now.engine,
    instance: now.instance,
    total: now.total,
    records: [...records, ...removed],
    columns: now.columns ?? [],
    table: now.table ?? null,
    facts: now.facts ?? {},
    note: now.note ?? null,
  }
}

const isCut = ({ total, records }: Snapshot): boolean => total > records.length

function changeOf(kind: StoreKind, now: StoreRecord, before: StoreRecord | null): RecordMoment['change'] {
  if (before === null) return 'added'
  return sameRecord(kind, now, before) ? 'same' : 'changed'
}
