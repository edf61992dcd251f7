import type session from 'express-session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { MongoEngine } from '../engine'
import { openBench, type Bench } from '../engine.fixture'
import { addressOf, openMongo, requireRuntime } from './mongo-case.fixture'
import { startFakeMongo, type FakeMongo } from './upstream.fixture'
import { call } from '../store-call.fixture'

type Made = session.Store & { close: () => Promise<void> }
const Create = z.custom<(options: Record<string, unknown>) => Made>((value) => typeof value === 'function')
const { MongoStore } = z
  .object({ MongoStore: z.custom<{ create: unknown }>((value) => typeof value === 'function') })
  .parse(requireRuntime('connect-mongo'))
const create = Create.parse(MongoStore.create)

const record = (views: number, lives = 600_000) => ({
  views,
  name: 'Zoë',
  cookie: { originalMaxAge: lives, maxAge: lives, expires: new Date(Date.now() + lives), path: '/' },
})

describe('connect-mongo on a shared server (a fixture in memory, no MongoDB)', () => {
  let shared: FakeMongo
  let bench: Bench<MongoEngine>
  beforeAll(async () => {
    shared = await startFakeMongo()
    bench = await openBench(openMongo, { CRUMBTRAIL_MONGO: 'url', MONGO_URL: shared.url })
  })
  afterAll(async () => {
    await bench.close()
    await shared.close()
  })

  it.each<[string, Record<string, unknown>]>([
    ['as it comes', {}],
    ['with objects', { stringify: false }],
    ['with a name and dates', { collectionName: 'mine', timestamps: true, touchAfter: 1 }],
    ['sealed', { crypto: { secret: 'Blue-Door-47-Opens-At-Noon!' } }],
    ['that removes by itself', { autoRemove: 'interval', autoRemoveInterval: 1 }],
    ['in another database', { dbName: 'elsewhere' }],
  ])('does all that a store does, %s', async (_how, options) => {
    const lab = await bench.lab()
    const store = create({ mongoUrl: addressOf(lab.path), ...options })
    store.on('error', () => undefined)
    expect(await call(store, 'get', 'abc')).toBeNull()
    for (let n = 0; n < 120; n += 1) await call(store, 'set', `s${String(n)}`, record(n))
    expect(await call(store, 'get', 's7')).toMatchObject({ views: 7, name: 'Zoë' })
    expect(await call(store, 'length')).toBe(120)
    expect(await call(store, 'all')).toHaveLength(120)
    await call(store, 'touch', 's7', record(7, 900_000))
    await call(store, 'destroy', 's7')
    expect(await call(store, 'get', 's7')).toBeNull()
    await call(store, 'clear')
    expect(await call(store, 'length')).toBe(0)
    await store.close()
    const verbs = new Set(lab.commands.map(({ verb }) => verb))
    expect([...verbs]).toEqual(expect.arrayContaining(['find', 'update', 'delete', 'aggregate']))
    expect(lab.commands.filter(({ outcome }) => outcome === 'error').map(({ verb }) => verb)).toEqual([])
    await lab.close()
  })

  it('ends what an app started when its store asks for an index', async () => {
    const lab = await bench.lab()
    const store = create({ mongoUrl: addressOf(lab.path) })
    await call(store, 'set', 'abc', record(1))
    const made = lab.commands.find(({ verb }) => verb === 'createIndexes')
    expect(made).toMatchObject({ outcome: 'ok' })
    expect(made?.text).toContain('"expireAfterSeconds":0')
    await store.close()
    await lab.close()
  })
})
