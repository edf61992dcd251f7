import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BSON } from 'mongodb'
import { z } from 'zod'
import type { MongoEngine } from '../engine'
import { describeEngine } from '../engine.contract'
import { collected } from '../collected.fixture'
import { eventually, openBench, raw, type Bench } from '../engine.fixture'
import { message, mongoCase, openMongo, withDatabase } from './mongo-case.fixture'
import { startFakeMongo, type FakeMongo } from './upstream.fixture'

const Opened = z.object({ cursor: z.object({ id: z.unknown(), nextBatch: z.array(z.unknown()).optional() }) })

const LARGE = { text: 'x'.repeat(1_000_000) }

const fake = await startFakeMongo()
const env = { CRUMBTRAIL_MONGO: 'url', MONGO_URL: fake.url }
afterAll(() => fake.close())

describeEngine(
  'MongoDB from a URL (a fixture in memory, no MongoDB)',
  mongoCase({ from: 'url', env, keeps: { sleep: true, stop: true } }),
)

describe('what MONGO_URL may name', () => {
  const sourceOf = async (url: string) => {
    const bench = await openBench(openMongo, { CRUMBTRAIL_MONGO: 'url', MONGO_URL: url })
    await bench.close()
    return bench.driver.source
  }

  it.each(['nonsense', 'http://localhost', 'mongodb://', ''])('%j is no address', async (url) => {
    expect(await sourceOf(url)).toMatchObject({ from: 'none' })
  })

  it('says that nobody answers, without the password', async () => {
    const { from, why } = await sourceOf('mongodb://me:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200')
    expect(from).toBe('none')
    expect(why).toContain('The MongoDB that MONGO_URL names cannot be used (It does not answer.).')
    expect(why).not.toContain('secret')
  })
})

describe('a MongoDB that others use (a fixture in memory, no MongoDB)', () => {
  let shared: FakeMongo
  let bench: Bench<MongoEngine>

  beforeAll(async () => {
    shared = await startFakeMongo()
    shared.rows.set('site.users', [{ _id: 'boss', value: 'site-value' }])
    bench = await openBench(openMongo, { ...env, MONGO_URL: shared.url })
  })
  afterAll(async () => {
    await bench.close()
    await shared.close()
  })

  it('leaves no trial behind, and what lies there is as it was', () => {
    expect([...shared.rows.keys()]).toEqual(['site.users'])
  })

  it.each(['shop', 'admin', 'Ünï-cødé', '__proto__', 'x'.repeat(63), 'a~b'])(
    'keeps a database called %s, and shows it by that name',
    async (name) => {
      const lab = await bench.lab()
      await withDatabase(lab.path, async (_database, client) => {
        const database = client.db(name)
        await database.collection('kept').insertOne({ n: 1 })
        expect(await database.collection('kept').countDocuments()).toBe(1)
        expect(await client.db().admin().listDatabases({ nameOnly: true })).toMatchObject({
          databases: [{ name }],
        })
        expect(await database.dropDatabase()).toBe(true)
        expect((await client.db().admin().listDatabases()).databases).toEqual([])
      })
      await lab.close()
      expect([...shared.rows.keys()]).toEqual(['site.users'])
    },
  )

  it('shows any user and password as right, and the names as theirs', async () => {
    const lab = await bench.lab()
    await withDatabase(lab.path, (database) => database.collection('kept').insertOne({ n: 1 }))
    expect(lab.engine.view().login).toEqual({ user: 'anybody', database: 'shop' })
    expect(lab.engine.database()).toMatch(/^crumbtrail_[0-9a-f]{16}_shop$/)
    await lab.close()
  })

  it('gives every error in the app’s own words', async () => {
    const lab = await bench.lab()
    await withDatabase(lab.path, async (database) => {
      const kept = database.collection<{ _id: string }>('kept')
      await kept.insertOne({ _id: 'a' })
      const error = await kept.insertOne({ _id: 'a' }).catch(String)
      expect(error).toContain('E11000 duplicate key error collection: shop.kept')
      await kept.drop()
      const gone = await database.command({ drop: 'gone' }).catch(String)
      expect(gone).toContain('ns not found shop.gone')
    })
    await lab.close()
  })

  it('hands on many documents in batches, and each cursor only to its workspace', async () => {
    const [one, other] = [await bench.lab(), await bench.lab()]
    await withDatabase(one.path, async (database) => {
      await database.collection('kept').insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })))
      expect(await database.collection('kept').find().toArray()).toHaveLength(1000)
      const { cursor } = Opened.parse(await database.command({ find: 'kept', batchSize: 10 }))
      const more = { getMore: BSON.Long.fromNumber(Number(cursor.id)), collection: 'kept', batchSize: 7 }
      const stolen = await withDatabase(other.path, (theirs) => theirs.command(more).catch(String))
      expect(stolen).toContain('not found')
      const next = await withDatabase(one.path, (own) => own.command(more))
      expect(Opened.parse(next).cursor.nextBatch).toHaveLength(7)
      const kill = { killCursors: 'kept', cursors: [more.getMore] }
      expect(await database.command(kill)).toMatchObject({ cursorsNotFound: [] })
      expect(await database.command(more).catch(String)).toContain('not found')
    })
    await Promise.all([one.close(), other.close()])
  })

  it('is not filled by one workspace', async () => {
    const [one, other] = [await bench.lab(), await bench.lab()]
    await withDatabase(one.path, async (database) => {
      const kept = database.collection<{ _id: number; text: string }>('kept')
      const text = 'x'.repeat(1_900_000)
      const said = await Promise.all(
        Array.from({ length: 25 }, (_, n) => kept.insertOne({ _id: n, text }).then(() => 'ok', String)),
      )
      expect(said.filter((one) => one.includes('32 MB')).length).toBeGreaterThan(5)
      expect(said.filter((one) => one === 'ok').length).toBeGreaterThan(10)
      await kept.deleteMany({})
      expect(await kept.insertOne({ _id: 99, text })).toMatchObject({ acknowledged: true })
      const files = await Promise.all(
        Array.from({ length: 600 }, (_, n) =>
          database.createCollection(`c${String(n)}`).then(() => 'ok', String),
        ),
      )
      expect(files.filter((one) => one === 'ok').length).toBeLessThan(400)
    })
    await withDatabase(other.path, (database) => database.collection('kept').insertOne({ n: 1 }))
    await Promise.all([one.close(), other.close()])
  })

  it('answers a command that is too long with a sentence, and goes on', async () => {
    const lab = await bench.lab()
    const line = raw(lab.path)
    line.socket.write(message({ insert: 'kept', documents: [{ text: 'x'.repeat(6_000_000) }], $db: 'shop' }))
    await line.until('BSONObjectTooLarge')
    line.socket.write(message({ hello: 1, $db: 'admin' }))
    await line.until('isWritablePrimary')
    line.socket.destroy()
    await lab.close()
  })

  it.each<[string, Record<string, unknown>]>([
    ['many small values', { list: Array.from({ length: 25_000 }, () => null) }],
    ['many documents', { list: Array.from({ length: 25_000 }, () => ({})) }],
    ['many names', Object.fromEntries(Array.from({ length: 25_000 }, (_, n) => [`k${String(n)}`, 1]))],
  ])('does not spend its time on %s', async (_what, document) => {
    const lab = await bench.lab()
    await withDatabase(lab.path, async (database) => {
      const said = await database.collection('kept').insertOne(document).catch(String)
      expect(said).toContain('20000 fields')
      expect(await database.collection('kept').countDocuments()).toBe(0)
    })
    await lab.close()
  })

  it('changes and gives one document, and lists values', async () => {
    const lab = await bench.lab()
    await withDatabase(lab.path, async (database) => {
      const kept = database.collection<{ _id: string; views: number; at?: Date }>('kept')
      const at = new Date(5)
      await kept.insertMany([
        { _id: 'a', views: 1, at },
        { _id: 'b', views: 2 },
      ])
      const changed = await kept.findOneAndUpdate(
        { _id: 'a' },
        { $set: { views: 9 } },
        { returnDocument: 'after' },
      )
      expect(changed).toEqual({ _id: 'a', views: 9, at })
      expect(await kept.findOneAndUpdate({ _id: 'c' }, { $set: { views: 9 } })).toBeNull()
      expect(await kept.distinct('views')).toEqual([9, 2])
      expect(await kept.findOneAndDelete({ _id: 'a' })).toEqual({ _id: 'a', views: 9, at })
      expect(await kept.estimatedDocumentCount()).toBe(1)
      await kept.createIndex({ views: 1 }, { unique: true }, {})
      expect((await kept.indexes()).map(({ name }) => name)).toContain('views_1')
      await Promise.all(
        Array.from({ length: 3 }, (_, n) => kept.insertOne({ _id: `l${String(n)}`, views: n, ...LARGE })),
      )
      expect(await kept.distinct('views').catch(String)).toContain('less than 2 MB')
    })
    await lab.close()
  })

  it('runs what a session or a transaction asks as one server by itself would', async () => {
    const lab = await bench.lab()
    await withDatabase(lab.path, async (database, client) => {
      const kept = database.collection('kept')
      await client.withSession(async (session) => {
        await kept.insertOne({ n: 1 }, { session })
        session.startTransaction()
        const said = await kept.insertOne({ n: 2 }, { session }).catch(String)
        // What MongoDB’s driver makes of the error that a server by itself gives.
        expect(said).toContain('does not support retryable writes')
        await session.abortTransaction()
      })
      expect(await kept.countDocuments()).toBe(1)
    })
    await lab.close()
  })

  it('answers what wants no answer with none', async () => {
    const lab = await bench.lab()
    await withDatabase(lab.path, async (database) => {
      const kept = database.collection('kept')
      await kept.insertOne({ n: 1 })
      expect(await kept.deleteMany({}, { writeConcern: { w: 0 } })).toMatchObject({ acknowledged: false })
      expect(await kept.countDocuments()).toBe(0)
    })
    await lab.close()
  })

  it('takes no memory for answers that nobody reads', async () => {
    const [hostile, other] = [await bench.lab(), await bench.lab()]
    await withDatabase(hostile.path, async (database) => {
      const text = 'x'.repeat(1_000_000)
      await database.collection('kept').insertMany(Array.from({ length: 12 }, () => ({ text })))
    })
    const before = collected().rss
    const ask = message({ find: 'kept', $db: 'shop' })
    const lines = Array.from({ length: 25 }, () => {
      const line = raw(hostile.path)
      line.socket.pause()
      for (let n = 0; n < 20; n += 1) line.socket.write(ask)
      return line
    })
    await withDatabase(other.path, (database) => database.collection('kept').insertOne({ n: 1 }))
    await new Promise((later) => setTimeout(later, 1000))
    // What was needed for a moment only is given back when the machine comes to it.
    const megabytes = () => (collected().rss - before) / 1024 / 1024
    await expect.poll(megabytes, { timeout: 20_000 }).toBeLessThan(400)
    for (const { socket } of lines) socket.destroy()
    await Promise.all(lines.map(({ closed }) => closed))
    await withDatabase(hostile.path, (database) => database.collection('kept').countDocuments())
    await Promise.all([hostile.close(), other.close()])
  })

  it('never reached a database of others', () => {
    // What the driver says by itself at an end.
    const received = shared.received.filter(({ verb }) => verb !== 'endSessions')
    const databases = new Set(received.map(({ database }) => database))
    expect([...databases].filter((name) => !/^crumbtrail_([0-9a-f]{16}|trial)_/.test(name))).toEqual(['admin'])
    const asked = new Set(received.flatMap(({ database, verb }) => (database === 'admin' ? [verb] : [])))
    expect([...asked].toSorted()).toEqual(['buildInfo', 'listDatabases'])
    expect(shared.rows.get('site.users')).toEqual([{ _id: 'boss', value: 'site-value' }])
  })
})

describe('a MongoDB that goes away (a fixture in memory, no MongoDB)', () => {
  it('is noticed, said, and used again when it is back', async () => {
    const shared = await startFakeMongo()
    const bench = await openBench(openMongo, { ...env, MONGO_URL: shared.url })
    const lab = await bench.lab()
    const write = () => withDatabase(lab.path, (database) => database.collection('kept').insertOne({ n: 1 }))
    await write()
    await shared.close()
    await eventually(() => lab.engine.state() === 'failed', 30_000)
    expect(lab.engine.view().fault).toContain('does not answer any more')
    await expect(write()).rejects.toThrow()
    const again = await startFakeMongo(shared.port)
    await write()
    expect(lab.engine.state()).toBe('running')
    await bench.close()
    await again.close()
  })
})
