import { setImmediate } from 'node:timers/promises'
import v8 from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { PATIENT_MS } from '../engine.fixture'
import { describeInspector, type InspectedStore } from '../inspector.contract'
import { MongoInspector } from './mongo'
import type { MongoDocument, MongoReader } from './mongo-reader'
import { parsing } from '../record-text'
import { mongoRecord } from './mongo-record'

v8.setFlagsFromString('--expose-gc')
const collectGarbage = z.custom<() => void>((value) => typeof value === 'function').parse(runInNewContext('gc'))
const EXPIRES = new Date('2027-01-15T08:01:00Z')

/** Documents as connect-mongo writes them, in a map: there is no MongoDB to be had for tests. */
function inMemory(): {
  reader: MongoReader
  documents: Map<string, MongoDocument>
  state: { running: boolean }
} {
  const documents = new Map<string, MongoDocument>()
  const state = { running: true }
  const sorted = (): MongoDocument[] =>
    [...documents].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, document]) => document)
  const reader: MongoReader = {
    name: () => 'MongoDB 8.0',
    state: () => (state.running ? 'running' : 'stopped'),
    documents: (_collection, { offset, limit }) => Promise.resolve(sorted().slice(offset, offset + limit)),
    count: () => Promise.resolve(documents.size),
    find: (_collection, id) => Promise.resolve(documents.get(id) ?? null),
    remove: (_collection, id) => Promise.resolve(documents.delete(id)),
    edit: (_collection, id, session) => {
      const old = documents.get(id)
      if (old) documents.set(id, { ...old, session })
      return Promise.resolve(old !== undefined)
    },
  }
  return { reader, documents, state }
}

function inspect(stringify: boolean): InspectedStore {
  const { reader, documents, state } = inMemory()
  const made = [{ store: 'MongoStore', options: { kind: 'mongo', store: { collectionName: 'sessions' } } }]
  const set = (sid: string, data: Record<string, unknown>): Promise<void> => {
    const cookie = typeof data.cookie === 'object' && data.cookie !== null ? data.cookie : {}
    const ends =
      'expires' in cookie && typeof cookie.expires === 'string' ? Date.parse(cookie.expires) : Date.now() + 1e6
    const session = stringify ? JSON.stringify(data) : structuredClone(data)
    documents.set(sid, { _id: sid, expires: new Date(ends), session })
    return Promise.resolve()
  }
  return {
    inspector: new MongoInspector({ ...reader, patienceMs: PATIENT_MS }, () => made),
    set,
    get: (sid) => {
      const found = documents.get(sid)
      if (!found || !(found.expires instanceof Date) || found.expires.getTime() <= Date.now())
        return Promise.resolve(null)
      return Promise.resolve(typeof found.session === 'string' ? JSON.parse(found.session) : found.session)
    },
    fill: async (count) => {
      for (let n = 0; n < count; n += 1) await set(`sid-${String(n)}`, { n })
    },
    server: {
      now: () => Date.now(),
      advance: (milliseconds) => {
        vi.setSystemTime(Date.now() + milliseconds)
        return Promise.resolve()
      },
      resolutionMs: 0,
      stop: () => {
        state.running = false
        return Promise.resolve()
      },
    },
    close: () => Promise.resolve(),
  }
}

describeInspector('mongo, sessions as JSON text', () => Promise.resolve(inspect(true)))
describeInspector('mongo, sessions as objects', () => Promise.resolve(inspect(false)))

describe('an app that starts anew', () => {
  it('has its documents shown on until it says which store it uses', async () => {
    const { reader, documents } = inMemory()
    documents.set('abc', { _id: 'abc', expires: EXPIRES, session: '{}' })
    const mongo = { store: 'MongoStore', options: { kind: 'mongo', store: {} } }
    const made = [mongo]
    const inspector = new MongoInspector(reader, () => made)
    expect(await inspector.read()).toMatchObject([{ total: 1 }])
    made.pop()
    expect(await inspector.read()).toMatchObject([{ total: 1 }])
    made.push({ ...mongo, store: 'MemoryStore', options: { kind: 'memory', store: {} } })
    expect(await inspector.read()).toEqual([])
    made.pop()
    expect(await inspector.read()).toEqual([])
  })
})

it('takes apart no more of all collections together than of one', async () => {
  const { reader, documents } = inMemory()
  const session = JSON.stringify({ x: 'x'.repeat(60_000) })
  for (const sid of 'abcde') documents.set(sid, { _id: sid, expires: EXPIRES, session })
  const made = ['one', 'two', 'three'].map((collectionName) => ({
    store: 'MongoStore',
    options: { kind: 'mongo', store: { collectionName } },
  }))
  const snapshots = await new MongoInspector(reader, () => made).read()
  const takenApart = snapshots.map(({ records }) => records.filter(({ data }) => data !== null).length)
  expect(takenApart).toEqual([5, 3, 0])
})

describe('a search', () => {
  afterEach(() => void vi.useRealTimers())

  const made = [{ store: 'MongoStore', options: { kind: 'mongo', store: {} } }]
  const page = { engine: 'MongoDB 8.0, sessions', offset: 0, limit: 10, find: 'x' }
  /** Thousands of documents that all match. */
  const thousand = (): MongoDocument[] =>
    Array.from({ length: 1000 }, (_, n) => ({ _id: `x${String(n)}`, expires: EXPIRES, session: '{}' }))

  it('asks no further when nobody waits for it any more', async () => {
    vi.useFakeTimers()
    const documents = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 900))
      return thousand()
    })
    const found = new MongoInspector({ ...inMemory().reader, documents }, () => made).page(page)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await found).toEqual({ records: [], total: 0 })
    expect(documents).toHaveBeenCalledTimes(3)
  })

  it('keeps no document that it only counts', async () => {
    const asked: WeakRef<MongoDocument>[] = []
    let kept = 0
    const documents = async (): Promise<MongoDocument[]> => {
      // What a WeakRef has just told stays until this turn of the event loop is over.
      await setImmediate()
      if (asked.length === 19_000) {
        collectGarbage()
        kept = asked.filter((one) => one.deref() !== undefined).length
      }
      const some = thousand()
      asked.push(...some.map((one) => new WeakRef(one)))
      return some
    }
    const reader = { ...inMemory().reader, documents, patienceMs: PATIENT_MS }
    const inspector = new MongoInspector(reader, () => made)
    expect(await inspector.page({ ...page, offset: 20 })).toMatchObject({
      records: Array.from({ length: 10 }, (_, n) => ({ sid: `x${String(n + 20)}` })),
      total: 20_000,
    })
    expect(kept).toBeLessThan(5000)
  })
})

describe('mongoRecord', () => {
  const SESSIONS = { collectionName: 'sessions', sealed: false }

  it('shows a document as mongosh does', () => {
    const session = '{"cookie":{},"views":1}'
    expect(
      mongoRecord({ _id: 'abc', expires: EXPIRES, session, tries: 2, gone: null }, SESSIONS, parsing()),
    ).toEqual({
      sid: 'abc',
      data: { cookie: {}, views: 1 },
      expires: '2027-01-15T08:01:00.000Z',
      where: 'sessions',
      raw: session,
      bytes: session.length,
      native: { _id: 'abc', expires: "ISODate('2027-01-15T08:01:00.000Z')", session, tries: 2, gone: null },
    })
  })

  it('shows sealed sessions sealed, and odd documents as they are', () => {
    const sealed = mongoRecord(
      { _id: 'abc', expires: EXPIRES, session: '{"ct":"…"}' },
      { ...SESSIONS, sealed: true },
      parsing(),
    )
    expect(sealed).toMatchObject({ data: null, native: { sealed: true } })
    expect(mongoRecord({ _id: 7 }, SESSIONS, parsing())).toMatchObject({
      sid: '7',
      data: null,
      expires: null,
      raw: 'null',
    })
  })
})
