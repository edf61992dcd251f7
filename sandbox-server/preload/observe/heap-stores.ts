import type { StoreRecord } from '../../../protocol/snapshot'
import type { HeapPage, HeapSnapshot } from '../observer'
import { cutText, isReadable, ownValue } from './read-safely'

/** As LIMITS.snapshot; a preload imports types only. */
const BOUNDS = { records: 200, rawBytes: 16 * 1024, sidLength: 1024 }
/** In characters of JSON: an answer longer than LIMITS.trace.eventBytes would not be read at all. */
const ANSWER = { recordLength: 64 * 1024, length: 150 * 1024 }

/**
 * The records of every MemoryStore: JSON texts by id in `store.sessions` (express-session 1.19.0 session/memory.js
 * lines 42 and 120). `store.all()` would evict what has expired; this does not. Stores are held weakly: an app that makes
 * one with every request has them collected, as at home.
 */
export class HeapStores {
  private references: WeakRef<object>[] = []
  private known = new WeakSet()

  add(store: unknown): void {
    if (!isReadable(store) || this.known.has(store)) return
    this.known.add(store)
    this.references = this.references.filter((reference) => reference.deref() !== undefined)
    this.references.push(new WeakRef(store))
  }

  reset(): void {
    this.references = []
    this.known = new WeakSet()
  }

  private get stores(): object[] {
    return this.references.flatMap((reference) => reference.deref() ?? [])
  }

  /** The first records of all; or a page of those that `find` finds, which ends early where one message is full. */
  snapshot(page?: HeapPage): HeapSnapshot {
    const records: StoreRecord[] = []
    const { offset, limit, find } = page ?? { offset: 0, limit: BOUNDS.records, find: '' }
    const { stores } = this
    let total = 0
    let left = ANSWER.length
    for (const [index, sid, value] of entries(stores)) {
      const raw = typeof value === 'string' ? value : typeof value
      if (find !== '' && !sid.includes(find) && !raw.includes(find)) continue
      total += 1
      if (total <= offset || records.length >= limit || left <= 0) continue
      const [seen, length] = fitting(record(sid, raw, place(stores, index, sid)))
      left -= length
      if (left > 0) records.push(seen)
    }
    return { records, total, hasMemoryStore: stores.length > 0 }
  }

  /** Deletes as MemoryStore.prototype.destroy does, line 94, without being seen as a call of the app. */
  remove(sid: string): boolean {
    let removed = false
    for (const store of this.stores) {
      const sessions = ownValue(store, 'sessions')
      if (isReadable(sessions) && Object.hasOwn(sessions, sid))
        removed = Reflect.deleteProperty(sessions, sid) || removed
    }
    return removed
  }

  /** Puts JSON in the place of a record's; `cookie` stays what it was where JSON has none, and so does the expiry in it. */
  edit(sid: string, json: string): boolean {
    const data = parse(json)
    let edited = false
    for (const store of this.stores) {
      const sessions = ownValue(store, 'sessions')
      const old = ownValue(sessions, sid)
      if (!isReadable(sessions) || typeof old !== 'string') continue
      const text = JSON.stringify(keepExpiry(data, parse(old)))
      edited = Reflect.set(sessions, sid, text) || edited
    }
    return edited
  }
}

/** Number of the store, id and value of every record. */
function* entries(stores: readonly object[]): Generator<[number, string, unknown]> {
  for (const [index, store] of stores.entries()) {
    const sessions = ownValue(store, 'sessions')
    if (!isReadable(sessions)) continue
    for (const sid of Object.keys(sessions))
      yield [index, cutText(sid, BOUNDS.sidLength), ownValue(sessions, sid)]
  }
}

function place(stores: readonly object[], index: number, sid: string): string {
  const store = stores.length > 1 ? `store ${String(index + 1)}, ` : ''
  return `${store}sessions[${JSON.stringify(sid)}]`
}

function record(sid: string, raw: string, where: string): StoreRecord {
  const data = parse(raw)
  const bytes = Buffer.byteLength(raw)
  return { sid, data, expires: expiry(data), where, raw: cut(raw, bytes), bytes }
}

/** A record and its length as JSON; one that would fill the answer alone is shown without its data. */
function fitting(seen: StoreRecord): [StoreRecord, number] {
  const length = JSON.stringify(seen).length
  if (length <= ANSWER.recordLength) return [seen, length]
  const short = { ...seen, data: null, raw: seen.raw.slice(0, 4096) }
  return [short, JSON.stringify(short).length]
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}

function expiry(data: unknown): string | null {
  const expires = ownValue(ownValue(data, 'cookie'), 'expires')
  if (typeof expires !== 'string') return null
  const time = Date.parse(expires)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/** MemoryStore reads the end of a record from its `cookie` (session/memory.js line 152). */
function keepExpiry(data: unknown, old: unknown): unknown {
  const cookie = ownValue(old, 'cookie')
  if (!isReadable(data) || !isReadable(cookie)) return data
  const given = ownValue(data, 'cookie')
  const kept = { ...(isReadable(given) ? given : cookie) }
  for (const name of ['originalMaxAge', 'expires'])
    if (Object.hasOwn(cookie, name)) Reflect.set(kept, name, ownValue(cookie, name))
  return { ...data, cookie: kept }
}

function cut(raw: string, bytes: number): string {
  return bytes > BOUNDS.rawBytes ? Buffer.from(raw).subarray(0, BOUNDS.rawBytes).toString() : raw
}
