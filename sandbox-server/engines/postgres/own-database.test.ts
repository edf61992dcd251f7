import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from 'express-session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { learnerPg, learnerRequire, openLab, type Door, type Lab } from './postgres.fixture'
import { createSessionTable, sessionTableSql, statementsOf } from './session-table'

const TEMPLATE = join(process.cwd(), 'sandbox-server/runtime/node_modules/connect-pg-simple/table.sql')
const { Pool } = learnerPg()

describe('a workspace’s own database', () => {
  let lab: Lab
  let door: Door
  const url = (): string => door.url
  const tableNamed = (table: string): Promise<unknown> =>
    createSessionTable(door.engine, { schema: 'public', table }, TEMPLATE)

  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
    door = await lab.open('shop')
  })
  afterAll(() => lab.close())

  it.each([
    ['conString', () => ({ conString: url() })],
    [
      'conObject',
      () => ({ conObject: { host: '127.0.0.1', port: door.port, user: 'bob', password: 'x', database: 'y' } }),
    ],
    ['pool', () => ({ pool: new Pool({ connectionString: url() }).on('error', () => undefined) })],
    ['pgPromise', () => ({ pgPromise: promised(url()) })],
  ])('keeps sessions of connect-pg-simple, given by %s', async (name, options) => {
    const made = name === 'conString' ? null : await tableNamed(`by_${name}`)
    // A second table made by the module itself would clash with the first by the name of its index.
    const store = storeOf({ ...options(), tableName: `by_${name}`, createTableIfMissing: made === null })
    await called((done) => {
      store.set('abc', session({ views: 1 }), done)
    })
    expect(await got(store, 'abc')).toMatchObject({ views: 1 })
    await called((done) => store.destroy('abc', done))
    expect(await got(store, 'abc')).toBeUndefined()
    expect(await door.engine.query(`SELECT sid FROM "by_${name}"`)).toMatchObject({ total: 0 })
  })

  it('makes no other workspace wait for a lock that its learner holds on its own role', async () => {
    const entering = async (workspace: string): Promise<number> => {
      const other = await lab.open(workspace)
      const since = performance.now()
      await other.engine.query('SELECT 1', [], { start: true })
      return performance.now() - since
    }
    const quiet = await entering('earlier neighbour')
    const changed = `ALTER ROLE CURRENT_USER PASSWORD`
    const holder = new Pool({ connectionString: url(), max: 1 }).on('error', () => undefined)
    await holder.query(`${changed} 'mine'`)
    await holder.query('BEGIN')
    await holder.query(`${changed} 'held'`)
    const pool = new Pool({ connectionString: url() }).on('error', () => undefined)
    const late = Promise.allSettled([1, 2, 3].map(() => pool.query('SELECT 1')))
    await new Promise((soon) => setTimeout(soon, 300))
    expect(await entering('neighbour')).toBeLessThan(3000 + 3 * quiet)
    await holder.query('ROLLBACK')
    await late
    await Promise.all([pool.end(), holder.end()])
  })

  it('tells statements with their parameters, rows and errors', async () => {
    const pool = new Pool({ connectionString: url() })
    door.commands.length = 0
    await pool.query('SELECT $1::int AS a, $2::text AS b, $3::text AS c', [1, 'two', null])
    await pool.query('SELECT n FROM generate_series(1, 3) n')
    await pool.query({ name: 'named', text: '/* why */ SELECT $1::int', values: [7] })
    await pool.query({ name: 'named', text: '/* why */ SELECT $1::int', values: [8] })
    await pool.query('SELECT * FROM nowhere WHERE x = $1', ['y']).catch(() => undefined)
    await pool.query('CREATE TEMP TABLE t (x int); INSERT INTO t VALUES (1), (2); SELECT 1')
    await pool.query('SELECT 1/0').catch(() => undefined)
    await expect.poll(() => door.commands).toHaveLength(7)
    await pool.end()
    expect(
      door.commands.map(({ verb, parameters, outcome, reply }) => ({ verb, parameters, outcome, reply })),
    ).toEqual([
      { verb: 'SELECT', parameters: ['1', 'two', null], outcome: 'ok', reply: '1 row' },
      { verb: 'SELECT', parameters: [], outcome: 'ok', reply: '3 rows' },
      { verb: 'SELECT', parameters: ['7'], outcome: 'ok', reply: '1 row' },
      { verb: 'SELECT', parameters: ['8'], outcome: 'ok', reply: '1 row' },
      { verb: 'SELECT', parameters: ['y'], outcome: 'error', reply: 'relation "nowhere" does not exist' },
      { verb: 'CREATE', parameters: [], outcome: 'ok', reply: 'CREATE TABLE, INSERT 0 2, 1 row' },
      { verb: 'SELECT', parameters: [], outcome: 'error', reply: 'division by zero' },
    ])
    expect(
      door.commands.every(
        ({ durationUs, sentBytes, receivedBytes }) => durationUs > 0 && sentBytes > 5 && receivedBytes > 5,
      ),
    ).toBe(true)
  })

  it('shows who logged in, as the connection string names them', () => {
    expect(door.engine.view().login).toEqual({ user: 'ann', database: 'shop' })
  })

  it('cancels a statement of the app’s own', async () => {
    const pool = new Pool({ connectionString: url() })
    const client = await pool.connect()
    const sleep = (): Promise<string> => client.query('SELECT pg_sleep(4)').then(() => 'it ended first', String)
    const cancel = (): void => {
      const other = new (learnerPg().Client)({ connectionString: url() })
      const ask: unknown = Reflect.get(other, 'cancel')
      if (typeof ask === 'function') Reflect.apply(ask, other, [client, Reflect.get(client, '_activeQuery')])
    }
    // One that comes before the statement has begun cancels nothing.
    const again = setInterval(cancel, 300)
    try {
      await expect.poll(sleep).toContain('canceling statement due to user request')
    } finally {
      clearInterval(again)
    }
    client.release()
    await pool.end()
  })

  it('is down for its app while it is stopped, and has everything when it is back', async () => {
    await tableNamed('kept')
    const store = storeOf({ conString: url(), tableName: 'kept', errorLog: () => undefined })
    await called((done) => {
      store.set('abc', session({ views: 5 }), done)
    })
    await door.engine.stop()
    await expect(got(store, 'abc')).rejects.toThrow(/terminated|ECONNRESET|EPIPE/)
    await door.engine.start()
    expect(await got(store, 'abc')).toMatchObject({ views: 5 })
  })

  it.each([
    'INSERT INTO kept VALUES ($$x$$, $${}$$, now())',
    'DELETE FROM kept',
    'DROP TABLE kept',
    'CREATE TABLE more (x int)',
    `SELECT set_config('transaction_read_only', 'off', false), nextval('s')`,
    'DO $$ BEGIN COMMIT; DELETE FROM kept; END $$',
    'SELECT 1; DELETE FROM kept',
    'COMMIT; DELETE FROM kept',
  ])('answers no question that would change it: %s', async (sql) => {
    await expect(door.engine.query(sql, [], { readOnly: true })).rejects.toMatchObject({
      name: 'PostgresFailure',
    })
    expect((await door.engine.query('SELECT * FROM kept', [], { readOnly: true })).total).toBe(1)
  })

  it.each([
    'COMMIT',
    'ROLLBACK',
    'SET default_transaction_read_only = off',
    'SET TRANSACTION READ WRITE',
    'PREPARE p AS DELETE FROM kept',
    'LISTEN x',
  ])('forgets between questions what one of them set: %s', async (sql) => {
    await door.engine.query(sql, [], { readOnly: true }).catch(() => undefined)
    for (const change of ['DELETE FROM kept', 'EXECUTE p'])
      await expect(door.engine.query(change, [], { readOnly: true })).rejects.toThrow()
    expect((await door.engine.query('SELECT * FROM kept', [], { readOnly: true })).total).toBe(1)
  })

  it('keeps as many rows and letters as asked, and counts the others', async () => {
    const answer = await door.engine.query(`SELECT repeat('é', 5000) AS t FROM generate_series(1, 1000)`, [], {
      readOnly: true,
      rows: 3,
    })
    expect(answer).toMatchObject({ columns: [{ name: 't', type: 'text' }], total: 1000 })
    expect(answer.rows).toHaveLength(3)
  })

  it('gives up on an answer that is too large or too late', async () => {
    const ask = (sql: string) => door.engine.query(sql, [], { readOnly: true, rows: 1 })
    await expect(ask(`SELECT repeat('x', 1000000) FROM generate_series(1, 1000)`)).rejects.toThrow('too large')
    // Who ends it first where the machine is slow: the server, the warden or we ourselves.
    await expect(ask('SELECT pg_sleep(60)')).rejects.toThrow(
      /statement timeout|user request|did not answer within/,
    )
    expect((await ask('SELECT 1')).total).toBe(1)
  })

  it('names the place of a mistake', async () => {
    await expect(door.engine.query('SELECT wrong FROM kept', [], { readOnly: true })).rejects.toMatchObject({
      code: '42703',
      position: 8,
      message: 'column "wrong" does not exist',
    })
  })

  it('gets the session table as table.sql makes it, in any schema, by any name, twice in one', async () => {
    const places = [
      { schema: 'shop', table: 'session' },
      { schema: 'public', table: 'session2' },
      { schema: 'Own "schema"', table: `it's; DROP TABLE kept; $table$ --` },
      { schema: 'public', table: 'x'.repeat(63) },
    ]
    for (const place of places) {
      const made = await createSessionTable(door.engine, place, TEMPLATE)
      expect(made).toEqual({ created: true, sql: await sessionTableSql(place, TEMPLATE), error: null })
      expect(await createSessionTable(door.engine, place, TEMPLATE)).toMatchObject({
        created: false,
        error: null,
      })
      const store = storeOf({ conString: url(), schemaName: place.schema, tableName: place.table })
      await called((done) => {
        store.set('abc', session({ views: 1 }), done)
      })
      expect(await got(store, 'abc')).toMatchObject({ views: 1 })
    }
    expect((await door.engine.query('SELECT * FROM kept')).total).toBe(1)
    const plain = statementsOf(readFileSync(TEMPLATE, 'utf8'), 'public', 'session')
    expect(plain).toHaveLength(3)
    expect(plain[1]).toContain('CONSTRAINT "session_pkey"')
  })

  it('says so when something else has the name of the session table', async () => {
    await door.engine.query('CREATE TABLE plain (sid text)')
    const made = await createSessionTable(door.engine, { schema: 'public', table: 'plain' }, TEMPLATE)
    expect(made).toMatchObject({
      created: false,
      error: expect.stringContaining('public.plain is there already') as string,
    })
  })

  it('says why a table cannot be made', async () => {
    const made = await createSessionTable(door.engine, { schema: 'pg_catalog', table: 'session' }, TEMPLATE)
    expect(made).toMatchObject({
      created: false,
      error: expect.stringContaining('schema name') as string,
    })
  })

  it('is back after every process of the server was killed, with what was acknowledged', async () => {
    const pool = new Pool({ connectionString: url() })
    pool.on('error', () => undefined)
    await pool.query('CREATE TABLE acknowledged (n int)')
    await pool.query('INSERT INTO acknowledged SELECT generate_series(1, 100)')
    for (const pid of postmasters()) process.kill(pid, 'SIGKILL')
    await expect.poll(() => door.engine.state()).toBe('failed')
    expect(door.engine.view().fault).toContain('SIGKILL')
    const counted = async (): Promise<number | null> =>
      (await pool.query('SELECT * FROM acknowledged')).rowCount
    await expect.poll(counted, { timeout: 90_000, interval: 200 }).toBe(100)
    await pool.end()
  })

  /** The embedded server of this lab alone. */
  const postmasters = (): number[] => [
    Number(readFileSync(join(lab.data, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]),
  ]
})

const session = (data: Record<string, unknown>): Parameters<Store['set']>[1] =>
  Object.assign({ cookie: { originalMaxAge: 60_000 } }, data)

/** What a learner does in app.js. */
function storeOf(options: Record<string, unknown>): Store {
  const make: unknown = Reflect.apply(factory('connect-pg-simple'), null, [learnerRequire('express-session')])
  if (typeof make !== 'function') throw new Error('connect-pg-simple is not what it was.')
  const made: unknown = Reflect.construct(make, [{ pruneSessionInterval: false, ...options }])
  if (!isStore(made)) throw new Error('connect-pg-simple made no store.')
  return made
}

const isStore = (made: unknown): made is Store => typeof made === 'object' && made !== null && 'touch' in made

function promised(connection: string): unknown {
  const initialised: unknown = Reflect.apply(factory('pg-promise'), null, [])
  if (typeof initialised !== 'function') throw new Error('pg-promise is not what it was.')
  return Reflect.apply(initialised, null, [connection])
}

function factory(name: string): (...args: unknown[]) => unknown {
  const loaded: unknown = learnerRequire(name)
  if (!isFactory(loaded)) throw new Error(`${name} is no function.`)
  return loaded
}

const isFactory = (loaded: unknown): loaded is (...args: unknown[]) => unknown => typeof loaded === 'function'

const called = (work: (done: (error?: unknown) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    work((error) => {
      if (error instanceof Error) reject(error)
      else resolve()
    })
  })

const got = (store: Store, sid: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    store.get(sid, (error: unknown, found) => {
      if (error instanceof Error) reject(error)
      else resolve(found ?? undefined)
    })
  })
