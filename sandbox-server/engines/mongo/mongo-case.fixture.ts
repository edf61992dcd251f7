import { symlinkSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { BSON, MongoClient, type Db } from 'mongodb'
import type { MongoEngine } from '../engine'
import type { EngineCase } from '../engine.contract'
import type { Open } from '../engine.fixture'
import { mongoDriver } from './driver'

/** The very modules that a learner's app loads. */
export const requireRuntime = createRequire(new URL('../../runtime/package.json', import.meta.url))

export const openMongo: Open<MongoEngine> = ({ env, folder }) => mongoDriver({ env, data: folder })

/** How an app reaches a door: MongoDB's driver takes a path for one only where its name ends so. */
export function addressOf(path: string, login = 'anybody:any%20thing@'): string {
  const named = `${path}.sock`
  if (!existsSync(named)) symlinkSync(path, named)
  return `mongodb://${login}${encodeURIComponent(named)}/shop`
}

/** A client as an app has it, for as long as `use` takes. */
export async function withDatabase<T>(
  path: string,
  use: (database: Db, client: MongoClient) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(addressOf(path), { serverSelectionTimeoutMS: 15_000 })
  try {
    await client.connect()
    return await use(client.db(), client)
  } finally {
    await client.close()
  }
}

interface Kept {
  _id: string
  value: string
}

/** One message of the kind that every command is, or the old kind that is left for greetings. */
export function message(document: Record<string, unknown>, kind: 2013 | 2004 = 2013): Buffer {
  const body = Buffer.from(BSON.serialize(document))
  const between =
    kind === 2013 ? Buffer.alloc(5) : Buffer.from('\0\0\0\0admin.$cmd\0\0\0\0\0\xff\xff\xff\xff', 'latin1')
  const head = Buffer.alloc(16)
  ;[16 + between.length + body.length, 1, 0, kind].forEach((value, index) =>
    head.writeInt32LE(value, index * 4),
  )
  return Buffer.concat([head, between, body])
}

const spied: readonly [string, Record<string, unknown>][] = [
  ['admin', { listDatabases: 1 }],
  ['admin', { listDatabases: 1, nameOnly: true, filter: {} }],
  ['shop', { listCollections: 1 }],
  ['shop', { find: 'kept', filter: {} }],
  ['admin', { find: 'kept' }],
  ['config', { find: 'system.sessions' }],
  ['local', { find: 'startup_log' }],
  ['shop', { aggregate: 'kept', pipeline: [{ $unionWith: 'kept' }], cursor: {} }],
  ['admin', { aggregate: 1, pipeline: [{ $currentOp: { allUsers: true } }], cursor: {} }],
  ['admin', { currentOp: 1 }],
  ['admin', { getLog: 'global' }],
  ['admin', { serverStatus: 1 }],
  ['admin', { usersInfo: 1 }],
  ['shop', { collStats: 'kept' }],
  ['shop', { dbStats: 1 }],
  ['admin', { connectionStatus: 1, showPrivileges: true }],
  ['shop', { dropDatabase: 1 }],
]

export function mongoCase(options: Pick<EngineCase<MongoEngine>, 'from' | 'env' | 'keeps'>) {
  return {
    ...options,
    open: openMongo,
    write: (path: string, key: string, value: string) =>
      withDatabase(path, async (database) => {
        const kept = database.collection<Kept>('kept')
        await kept.updateOne({ _id: key }, { $set: { value } }, { upsert: true })
      }),
    read: (path: string, key: string) =>
      withDatabase(path, async (database) => {
        const found = await database.collection<Kept>('kept').findOne({ _id: key })
        return found?.value ?? null
      }),
    spy: (path: string) =>
      withDatabase(path, async (_database, client) => {
        let seen = ''
        for (const [name, command] of spied)
          seen += await client.db(name).command(command).then(JSON.stringify, String)
        return seen
      }),
    ping: { send: message({ hello: 1, $db: 'admin' }), answer: 'isWritablePrimary' },
    hostile: {
      garbage: Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)),
      'a negative length': Buffer.from([0xff, 0xff, 0xff, 0xff, ...Array<number>(12).fill(0)]),
      'a length beyond all': Buffer.from([0xff, 0xff, 0xff, 0x7f, ...Array<number>(8).fill(0), 0xdd, 7, 0, 0]),
      'half a message': message({ ping: 1, $db: 'admin' }).subarray(0, 30),
      'another protocol': 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'a document that is none': message({ ping: 1, $db: 'admin' }).fill(0xff, 21),
      'no database': message({ ping: 1 }),
      'commands without end': Buffer.concat(Array<Buffer>(5000).fill(message({ hello: 1, $db: 'admin' }))),
      'names of objects': message({ constructor: 1, __proto__: 1, $db: '__proto__' }),
    },
    pid: null,
  } satisfies EngineCase<MongoEngine>
}
