import type session from 'express-session'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { mongoDriver } from '../../engines/mongo/driver'
import { startFakeMongo } from '../../engines/mongo/upstream.fixture'
import { openDriver, openEngine, operationsOf, requireRuntime } from '../engine.fixture'
import { describeInspector, type InspectedStore } from '../inspector.contract'
import { MongoInspector } from './mongo'
import { MongoDocuments } from './mongo-documents'

type Made = session.Store & { close: () => Promise<void> }
type MakeStore = new (options: Record<string, unknown>) => Made
const { MongoStore } = z
  .object({ MongoStore: z.custom<MakeStore>((value) => typeof value === 'function') })
  .parse(requireRuntime('connect-mongo'))

/** The real connect-mongo, a shared server's rules, and what answers in MongoDB's place. */
async function open(stringify: boolean) {
  const shared = await startFakeMongo()
  vi.stubEnv('MONGO_URL', shared.url)
  const look = () => openDriver(({ env, folder }) => mongoDriver({ env, data: folder }), 'mongo', 'url')
  // A busy machine may keep the first look waiting for too long.
  const opened = (await look()) ?? (await look())
  vi.unstubAllEnvs()
  if (!opened) throw new Error('MONGO_URL was not used.')
  const { driver } = opened
  const { engine, reader, socket, close } = await openEngine(driver, 'mongo.sock')
  const store = new MongoStore({ mongoUrl: `mongodb://me:any@${encodeURIComponent(socket)}/shop`, stringify })
  store.on('error', () => undefined)
  const operations = operationsOf(store)
  const made = [{ store: 'MongoStore', options: { kind: 'mongo', store: { collectionName: 'sessions' } } }]
  const documents = new MongoDocuments({
    ...reader,
    url: () => engine.url(),
    database: () => engine.database(),
  })
  const inspector = new MongoInspector(documents, () => made)
  // The app has used its database: until then nobody knows which it is.
  await operations.set('first', {})
  expect(await inspector.remove('first')).toBe(true)
  return { shared, engine, store, operations, inspector, driver, close, opened }
}

async function inspect(stringify: boolean): Promise<InspectedStore> {
  const { shared, engine, store, operations, inspector, close, opened } = await open(stringify)
  return {
    inspector,
    ...operations,
    fill: (count) => {
      const expires = new Date(Date.now() + 1e6)
      const rows = Array.from({ length: count }, (_, n) => {
        const data = { n, cookie: {} }
        return { _id: `sid-${String(n)}`, expires, session: stringify ? JSON.stringify(data) : data }
      })
      shared.rows.set(`${engine.database()}.sessions`, rows)
      return Promise.resolve()
    },
    server: {
      now: () => Date.now(),
      advance: async (milliseconds) => {
        vi.setSystemTime(Date.now() + milliseconds)
        await engine.advance()
      },
      resolutionMs: 0,
      stop: () => engine.stop(),
    },
    close: async () => {
      await store.close()
      await engine.stop()
      await inspector.read()
      await close()
      await opened.close()
      await shared.close()
    },
  }
}

describeInspector('mongo on a shared server (a fixture in memory, no MongoDB)', () => inspect(true))
describeInspector('mongo on a shared server, sessions as objects (a fixture, no MongoDB)', () => inspect(false))

describe('the inspector of a shared MongoDB (a fixture in memory, no MongoDB)', () => {
  it('looks where this workspace’s app writes, and nowhere else', async () => {
    const { shared, engine, store, operations, inspector, driver, close, opened } = await open(true)
    const other = await openEngine(driver, 'mongo.sock')
    const theirs = new MongoStore({ mongoUrl: `mongodb://${encodeURIComponent(other.socket)}/shop` })
    await operationsOf(theirs).set('theirs', { views: 1 })
    await operations.set('ours', { views: 1 })
    const [snapshot] = await inspector.read()
    expect(snapshot?.records.map(({ sid }) => sid)).toEqual(['ours'])
    expect(JSON.stringify(snapshot)).not.toContain('crumbtrail_')
    expect(await inspector.remove('theirs')).toBe(false)
    await Promise.all([store.close(), theirs.close()])
    await Promise.all([engine.stop(), other.engine.stop()])
    await inspector.read()
    await Promise.all([close(), other.close()])
    expect([...shared.rows.keys()]).toEqual([])
    await opened.close()
    await shared.close()
  })
})
