import { connect } from 'node:net'
import type { Client as PgClient } from 'pg'
import { afterAll } from 'vitest'
import type { PostgresEngine } from '../engine'
import { describeEngine, type EngineCase } from '../engine.contract'
import { announceMissing } from '../engine.fixture'
import { postgresDriver } from './driver'
import { foreignPostgres } from './foreign-postgres.fixture'
import { learnerPg } from './postgres.fixture'
import { int32, PROTOCOL_3, text } from './wire/message'

const { Client } = learnerPg()

/** pg over a door's socket, whose name pg itself would choose otherwise. */
function clientAt(path: string): PgClient {
  const stream = (): ReturnType<typeof connect> => {
    const socket = connect(path)
    // pg connects by itself; the socket is on its way already.
    socket.connect = () => socket
    return socket
  }
  const client = new Client({ user: 'ann', password: 'any', database: 'shop', stream })
  client.on('error', () => undefined)
  return client
}

async function withClient<T>(path: string, work: (client: PgClient) => Promise<T>): Promise<T> {
  const client = clientAt(path)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

const write: EngineCase<PostgresEngine>['write'] = (path, key, value) =>
  withClient(path, async (client) => {
    // Two who make it at once: one of them is told that it is there.
    await client.query('CREATE TABLE IF NOT EXISTS pairs (k text PRIMARY KEY, v text)').catch(() => undefined)
    await client.query('INSERT INTO pairs VALUES ($1, $2) ON CONFLICT (k) DO UPDATE SET v = $2', [key, value])
  })

const read: EngineCase<PostgresEngine>['read'] = (path, key) =>
  withClient(path, async (client) => {
    const there = await client.query<{ there: string | null }>(`SELECT to_regclass('pairs') AS there`)
    if (there.rows[0]?.there === null) return null
    const { rows } = await client.query<{ v: string }>('SELECT v FROM pairs WHERE k = $1', [key])
    return rows[0]?.v ?? null
  })

const LOOKS = [
  'SELECT * FROM pg_database',
  'SELECT * FROM pg_roles',
  'SELECT * FROM pg_stat_activity',
  'SELECT * FROM pg_locks',
  'SELECT * FROM pg_settings',
  'SELECT * FROM pg_tables',
  'SELECT * FROM information_schema.schemata',
  'SELECT oid::regrole FROM generate_series(10, 30000) oid',
  'SELECT * FROM pairs',
  `SELECT pg_ls_dir('.')`,
]

const spy = (path: string): Promise<string> =>
  withClient(path, async (client) => {
    const seen: unknown[] = []
    for (const look of LOOKS) seen.push(await client.query(look).then((answer): unknown => answer.rows, String))
    return JSON.stringify(seen)
  })

const startup = Buffer.concat([int32(PROTOCOL_3), text('user'), text('ann'), Buffer.from([0])])
const PING = Buffer.concat([int32(startup.length + 4), startup]).toString('latin1')
const after = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from(PING, 'latin1'), bytes])

const common: Omit<EngineCase<PostgresEngine>, 'from' | 'env'> = {
  open: ({ env, folder }) => postgresDriver({ env, data: folder }),
  write,
  read,
  spy,
  ping: { send: PING, answer: 'server_version' },
  hostile: {
    'words that are no protocol': 'GET / HTTP/1.1\r\n\r\n',
    'a start of no length': Buffer.alloc(64),
    'a start of negative length': Buffer.alloc(64, 0xff),
    'a start that is too long': Buffer.concat([int32(1 << 30), Buffer.alloc(100_000, 1)]),
    'a start that never ends': Buffer.concat([int32(9000), int32(PROTOCOL_3), Buffer.alloc(100, 65)]),
    'an unknown version': Buffer.concat([int32(8), int32(9 << 16)]),
    'nothing but requests for encryption': Buffer.concat(
      Array.from({ length: 50 }, () => Buffer.concat([int32(8), int32(80_877_103)])),
    ),
    'a cancel that nobody was given': Buffer.concat([int32(16), int32(80_877_102), int32(1), int32(1)]),
    'a message that is too long': after(
      Buffer.concat([Buffer.from('Q'), int32(2_000_000_000), Buffer.alloc(100_000)]),
    ),
    'a message of negative length': after(Buffer.concat([Buffer.from('Q'), int32(-5), Buffer.alloc(1000)])),
    'messages that are none': after(Buffer.alloc(10_000, 0x5a)),
    'a bind of parameters that are not there': after(
      Buffer.concat([
        Buffer.from('B'),
        int32(12),
        text(''),
        text(''),
        Buffer.from([0x7f, 0xff, 0x7f, 0xff, 0x7f, 0xff]),
      ]),
    ),
  },
  pid: null,
  keeps: { sleep: true, stop: true },
}

const shared = await foreignPostgres()

if (shared === null) announceMissing('PostgreSQL', 'embedded')
else {
  describeEngine('PostgreSQL, embedded', {
    ...common,
    from: 'embedded',
    env: { CRUMBTRAIL_POSTGRES: 'embedded' },
  })
  afterAll(() => shared.close())
  describeEngine('PostgreSQL, url', { ...common, from: 'url', env: shared.env })
}

describeEngine('PostgreSQL, stand-in', {
  ...common,
  from: 'stand-in',
  env: { CRUMBTRAIL_POSTGRES: 'stand-in' },
})
