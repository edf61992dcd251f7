import { once } from 'node:events'
import { connect } from 'node:net'
import { BSON, MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MongoEngine } from '../engine'
import { openBench, type Bench, type Lab } from '../engine.fixture'
import { addressOf, message, openMongo } from './mongo-case.fixture'
import { startFakeMongo, type FakeMongo } from './upstream.fixture'

type Command = Record<string, unknown>

const pipeline = (...stages: Command[]): Command => ({ aggregate: 'own', pipeline: stages, cursor: {} })
const query = (filter: unknown): Command => ({ find: 'own', filter })
const code = new BSON.Code('function () { return true }')
const updateBy = (u: unknown): Command => ({ update: 'own', updates: [{ q: {}, u }] })

/** Every way to another database, to the server's own affairs, or to code on it. */
const REFUSED: Readonly<Record<string, Command>> = {
  'an output to another database': pipeline({ $out: { db: 'site', coll: 'users' } }),
  'an output': pipeline({ $out: 'users' }),
  'a merge': pipeline({ $merge: { into: { db: 'site', coll: 'users' } } }),
  'a lookup in another database': pipeline({
    $lookup: { from: { db: 'site', coll: 'users' }, as: 'x', pipeline: [] },
  }),
  'a lookup with a database beside': pipeline({
    $lookup: { db: 'site', from: 'users', as: 'x', pipeline: [] },
  }),
  'a lookup in what is MongoDB’s own': pipeline({ $lookup: { from: 'system.users', as: 'x', pipeline: [] } }),
  'a union with another database': pipeline({ $unionWith: { db: 'site', coll: 'users' } }),
  'a union with a document': pipeline({ $unionWith: { coll: { db: 'site', coll: 'users' } } }),
  'a union by a reference': pipeline({ $unionWith: new BSON.DBRef('users', new BSON.ObjectId(), 'site') }),
  'a graph of another database': pipeline({ $graphLookup: { from: { db: 'site', coll: 'users' }, as: 'x' } }),
  'an output in a facet': pipeline({ $facet: { a: [{ $out: 'users' }] } }),
  'a union in a facet': pipeline({ $facet: { a: [{ $unionWith: { db: 'site', coll: 'users' } }] } }),
  'a merge in a lookup': pipeline({ $lookup: { from: 'own', as: 'x', pipeline: [{ $merge: 'users' }] } }),
  'a lookup in a lookup': pipeline({
    $lookup: {
      from: 'own',
      as: 'x',
      pipeline: [{ $lookup: { from: { db: 'site', coll: 'users' }, as: 'y' } }],
    },
  }),
  'a stage beside another': pipeline({ $match: {}, $out: 'users' }),
  'a stage in a reference': pipeline({
    $facet: new BSON.DBRef('x', new BSON.ObjectId(), 'y', { a: [{ $out: 'z' }] }),
  }),
  'operations under way': { ...pipeline({ $currentOp: { allUsers: true } }), aggregate: 1 },
  'a pipeline of the server': { ...pipeline({ $match: {} }), aggregate: 1 },
  sessions: pipeline({ $listSessions: { allUsers: true } }),
  'local sessions': pipeline({ $listLocalSessions: {} }),
  'changes of the server': pipeline({ $changeStream: { allChangesForCluster: true } }),
  'figures with the host': pipeline({ $collStats: { storageStats: {} } }),
  'indexes with the host': pipeline({ $indexStats: {} }),
  'plans with the host': pipeline({ $planCacheStats: {} }),
  'a stage nobody knows': pipeline({ $newStage: {} }),
  'an inner operator': pipeline({ $match: { $expr: { $_internalFindAllValuesAtPath: 'a' } } }),
  'the roles of our user': pipeline({ $project: { x: '$$USER_ROLES' } }),
  'a role of our user': pipeline({ $project: { x: { $first: ['$$USER_ROLES.role'] } } }),
  'code in a query': query({ $where: 'sleep(1000)' }),
  'code as code': query({ $where: code }),
  'code, deep': query({ $or: [{ a: 1 }, { $and: [{ $where: 'true' }] }] }),
  'code in a value': query({ a: code }),
  'code in an expression': query({ $expr: { $function: { body: 'x', args: [], lang: 'js' } } }),
  'code in a reference': query({ a: new BSON.DBRef('x', new BSON.ObjectId(), 'y', { b: { $where: 'x' } }) }),
  'code in a group': pipeline({ $group: { _id: 1, a: { $accumulator: { init: 'x' } } } }),
  'code in a projection': {
    find: 'own',
    projection: { a: { $function: { body: 'x', args: [], lang: 'js' } } },
  },
  'code in a count': { count: 'own', query: { $where: 'true' } },
  'code in a list of values': { distinct: 'own', key: 'a', query: { $where: 'true' } },
  'code in a deletion': { delete: 'own', deletes: [{ q: { $where: 'true' }, limit: 0 }] },
  'code in what is updated': { update: 'own', updates: [{ q: { $where: 'true' }, u: { $set: { a: 1 } } }] },
  'code in an update': updateBy([{ $set: { a: { $function: { body: 'x', args: [], lang: 'js' } } } }]),
  'code in what is pulled': updateBy({ $pull: { a: { $where: 'true' } } }),
  'code in what is changed': { findAndModify: 'own', query: { $where: 'true' }, remove: true },
  'a lookup in an update': updateBy([{ $lookup: { from: 'own', as: 'x' } }]),
  'code for a view': {
    create: 'view',
    viewOn: 'own',
    pipeline: [{ $unionWith: { db: 'site', coll: 'users' } }],
  },
  'code in a rule': { create: 'ruled', validator: { $expr: { $function: {} } } },
  'code in an index': {
    createIndexes: 'own',
    indexes: [{ key: { a: 1 }, name: 'a', partialFilterExpression: { $where: '1' } }],
  },
  'an engine for files': { createIndexes: 'own', indexes: [{ key: { a: 1 }, name: 'a', storageEngine: {} }] },
  'options for files': { create: 'own', storageEngine: { wiredTiger: { configString: 'x' } } },
  'a map and a reduction': { mapReduce: 'own', map: code, reduce: code, out: { replace: 'users', db: 'site' } },
  'a cursor that waits': { find: 'own', tailable: true, awaitData: true },
  'code to run': { eval: 'function () {}' },
  'another name': { renameCollection: 'site.users', to: 'shop.users' },
  'a copy': { cloneCollectionAsCapped: 'own', toCollection: 'x', size: 1 },
  'many in one': { bulkWrite: 1, ops: [], nsInfo: [{ ns: 'site.users' }] },
  'operations of the log': { applyOps: [{ op: 'i', ns: 'site.users', o: {} }] },
  'an explanation': { explain: query({}) },
  'a command within': { explain: { find: 'users', $db: 'site' } },
  'the end': { shutdown: 1 },
  'its users': { usersInfo: { forAllDBs: true } },
  'a user': { createUser: 'me', pwd: 'x', roles: ['root'] },
  'a role': { grantRolesToUser: 'me', roles: ['root'] },
  'its settings': { getParameter: '*' },
  'a setting': { setParameter: 1, logLevel: 5 },
  'its command line': { getCmdLineOpts: 1 },
  'its host': { hostInfo: 1 },
  'its state': { serverStatus: 1 },
  'its log': { getLog: 'global' },
  'its set': { replSetGetStatus: 1 },
  'who is slow': { profile: 2 },
  'who is there': { currentOp: 1 },
  'an end for others': { killOp: 1, op: 5 },
  'all sessions': { killAllSessions: [] },
  'all databases, filtered': { listDatabases: 1, filter: { name: 'site' } },
  'a field nobody knows': { find: 'own', unheardOf: 1 },
  'what is MongoDB’s own': { find: 'system.users' },
  'its views': { find: 'system.views' },
  'its profile': { find: 'system.profile' },
  'a collection with a dollar': { find: '$cmd.sys.inprog' },
  'no name': { find: '' },
  'a number for a name': { find: 5 },
  'by an id': { find: new BSON.UUID() },
  'a file’s list of others': { listCollections: 1, filter: { $where: '1' } },
  'nothing known': { frobnicate: 1 },
  'the name of an object’s method': { constructor: 1 },
  'a transaction': {
    insert: 'own',
    documents: [{}],
    txnNumber: BSON.Long.fromNumber(1),
    startTransaction: true,
    autocommit: false,
  },
}

describe('on a MongoDB that others use (a fixture in memory, no MongoDB)', () => {
  let shared: FakeMongo
  let bench: Bench<MongoEngine>
  let lab: Lab<MongoEngine>
  let client: MongoClient

  beforeAll(async () => {
    shared = await startFakeMongo()
    shared.rows.set('site.users', [{ _id: 'boss', value: 'site-value' }])
    bench = await openBench(openMongo, { CRUMBTRAIL_MONGO: 'url', MONGO_URL: shared.url })
    lab = await bench.lab()
    client = new MongoClient(addressOf(lab.path))
    await client.db().collection('own').insertOne({ a: 1 })
  })
  afterAll(async () => {
    await client.close()
    await bench.close()
    await shared.close()
  })
  beforeEach(() => {
    shared.received.length = 0
  })

  const ask = async (command: Command, database = 'shop'): Promise<unknown> =>
    client
      .db(database)
      .command(command)
      .catch((error: unknown) => error)

  it.each(Object.entries(REFUSED))('refuses %s', async (_what, command) => {
    for (const database of ['shop', 'admin']) {
      const answer = await ask(command, database)
      expect(answer).toMatchObject({ name: 'MongoServerError', errorResponse: { ok: 0 } })
      expect(answer).toHaveProperty('codeName')
      expect(String(answer)).not.toMatch(/crumbtrail_|site-value/)
    }
    expect(shared.received.filter(({ verb }) => verb !== 'endSessions')).toEqual([])
  })

  it.each([
    ['frobnicate', 59, 'CommandNotFound'],
    ['shutdown', 13, 'Unauthorized'],
    ['mapReduce', 13, 'Unauthorized'],
  ])('says of %s what MongoDB’s own number for it is', async (verb, number, codeName) => {
    expect(await ask({ [verb]: 1 })).toMatchObject({ code: number, codeName })
  })

  it.each(['', 'a.b', 'a/b', 'a b', '$a', 'a"b', 'a\\b', '../site', 'x'.repeat(64)])(
    'no database is called %j',
    async (name) => {
      const line = connect(lab.path)
      line.write(message({ find: 'own', $db: name }))
      const piece: unknown = (await once(line, 'data'))[0]
      line.destroy()
      expect(BSON.deserialize(Buffer.isBuffer(piece) ? piece.subarray(21) : Buffer.alloc(5))).toMatchObject({
        ok: 0,
        code: 73,
      })
      expect(shared.received).toEqual([])
    },
  )

  it('takes a name that looks like another workspace’s for a name', async () => {
    const other = await bench.lab()
    const theirs = new MongoClient(addressOf(other.path))
    await theirs.db().collection('own').insertOne({ secret: 'hidden-value' })
    shared.received.length = 0
    for (const name of [other.engine.database(), 'site', 'admin', 'local'])
      expect(JSON.stringify(await client.db(name).collection('own').find().toArray())).toBe('[]')
    expect(
      shared.received.every(({ database }) => database.startsWith(lab.engine.database().slice(0, -4))),
    ).toBe(true)
    await theirs.close()
    await other.close()
  })

  it('sends on only what it knows, with a limit of time', async () => {
    await client.db().command({
      ...{ find: 'own', filter: {}, allowDiskUse: true, comment: 'x', maxTimeMS: 99_999_999 },
      ...{ readConcern: { level: 'snapshot' }, $readPreference: { mode: 'secondary' } },
    })
    const document = shared.received[0]?.document ?? {}
    expect(Object.keys(document).filter((name) => !['lsid', '$db'].includes(name))).toEqual(
      expect.arrayContaining(['find', 'filter', 'batchSize', 'maxTimeMS']),
    )
    expect(document).not.toHaveProperty('allowDiskUse')
    expect(document).not.toHaveProperty('comment')
    expect(document.maxTimeMS).toBe(5000)
  })

  it('shows no more of the server than a session store needs', async () => {
    const told = JSON.stringify([
      await ask({ collStats: 'own' }),
      await ask({ dbStats: 1 }),
      await ask({ connectionStatus: 1, showPrivileges: true }),
      await ask({ buildInfo: 1 }),
      await ask({ hello: 1 }, 'admin'),
      await ask({ startSession: 1 }),
    ])
    expect(told).not.toMatch(/secret-host|fsUsedSize|crumbtrail_|site/)
  })

  it('takes what looks like an instruction for a value where it is one', async () => {
    const own = client.db().collection<{ _id: string; session?: unknown }>('values')
    const session = { $where: 'x', a: { $out: 'y' }, code: '$$USER_ROLES' }
    await own.updateOne({ _id: 'a' }, { $set: { session } }, { upsert: true })
    expect(await own.findOne({ _id: 'a' })).toEqual({ _id: 'a', session })
    await own.updateOne({ _id: 'a' }, [{ $set: { session: { $literal: { $function: 1 } } } }])
    expect(await own.findOne({ _id: 'a' })).toEqual({ _id: 'a', session: { $function: 1 } })
    await own.insertOne({ _id: 'b', session })
    expect(await own.countDocuments()).toBe(2)
  })

  it('carries every kind of value as it is', async () => {
    const values = {
      int: new BSON.Int32(1),
      double: new BSON.Double(1.5),
      long: BSON.Long.fromString('9007199254740993'),
      decimal: BSON.Decimal128.fromString('1.10'),
      date: new Date(5),
      text: 'Zoë \u0000 🍪',
      bytes: new BSON.Binary(Buffer.from('abc')),
      pattern: new BSON.BSONRegExp('a+', 'i'),
      time: new BSON.Timestamp({ t: 1, i: 2 }),
      least: new BSON.MinKey(),
      none: null,
      list: [1, [2, { three: 3 }]],
    }
    const own = client.db().collection('kinds')
    await own.insertOne({ values })
    const [found] = await own
      .find({}, { promoteValues: false, promoteLongs: false, bsonRegExp: true })
      .toArray()
    const { EJSON } = BSON
    expect(EJSON.stringify(found?.values, { relaxed: false })).toBe(EJSON.stringify(values, { relaxed: false }))
  })
})
