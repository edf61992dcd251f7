import path from 'node:path'
import type session from 'express-session'
import type * as pgModule from 'pg'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { EngineDriver, PostgresEngine } from '../../engines/engine'
import { postgresDriver } from '../../engines/postgres/driver'
import { foreignPostgres } from '../../engines/postgres/foreign-postgres.fixture'
import {
  openDriver,
  openEngine,
  operationsOf,
  quickest,
  requireRuntime,
  type From,
  type OpenEngine,
} from '../engine.fixture'
import type { Inspector } from '../inspector'
import { cookie, describeInspector, type InspectedStore, NOW } from '../inspector.contract'
import { PostgresInspector } from './postgres'

type Make = (module: typeof session) => new (options: Record<string, unknown>) => session.Store
const PGStore = (requireRuntime('connect-pg-simple') as Make)(
  requireRuntime('express-session') as typeof session,
)
const { Pool } = requireRuntime('pg') as typeof pgModule

interface InspectedPostgres extends InspectedStore {
  pool: pgModule.Pool
  /** With stores made with these options. */
  inspect(...options: Record<string, unknown>[]): Inspector
}

/** Databases with their doors, each with what it is made from. */
interface Supply {
  driver: EngineDriver<PostgresEngine>
  /** An empty one. Closed, it is gone or emptied. */
  open: () => Promise<OpenEngine<PostgresEngine>>
  close: () => Promise<void>
}

const DOOR = '.s.PGSQL.5432'

/** A new one each time. */
function fresh(driver: EngineDriver<PostgresEngine>, close: () => Promise<void>): Supply {
  return { driver, open: () => openEngine(driver, DOOR), close }
}

/** The same one each time, emptied: a stand-in takes a second to start. */
function emptied(driver: EngineDriver<PostgresEngine>, close: () => Promise<void>): Supply {
  let only: Promise<OpenEngine<PostgresEngine>> | null = null
  return {
    driver,
    open: async () => {
      only ??= openEngine(driver, DOOR)
      const opened = await only
      await opened.engine.start()
      await empty(opened.engine)
      return { ...opened, close: () => Promise.resolve() }
    },
    close: async () => {
      await (await only)?.close()
      await close()
    },
  }
}

async function empty(engine: PostgresEngine): Promise<void> {
  const made = await engine.query(
    `select quote_ident(nspname) from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema'`,
  )
  for (const [schema] of made.rows) await engine.query(`drop schema ${String(schema)} cascade`)
  await engine.query('create schema public')
}

/** The real module, talking to a database of its own through its door. */
async function inspect(supply: Supply, options: Record<string, unknown> = {}): Promise<InspectedPostgres> {
  const { engine, reader, socket, close } = await supply.open()
  const pool = new Pool({
    host: path.dirname(socket),
    port: 5432,
    user: 'learner',
    password: 'any',
    database: 'shop',
    max: 3,
  })
  pool.on('error', () => undefined)
  await pool.query('create schema if not exists "own ""schema"""')
  const store = new PGStore({ pool, createTableIfMissing: true, pruneSessionInterval: false, ...options })
  const inspectMade = (...made: Record<string, unknown>[]): Inspector =>
    new PostgresInspector(
      { ...reader, query: (sql, parameters, how) => engine.query(sql, parameters, how) },
      () => made.map((each) => ({ store: 'PGStore', options: { kind: 'postgres', store: each } })),
    )
  const operations = operationsOf(store)
  // The table is made by the first use.
  await operations.get('nobody')
  const quote = (name: unknown, usual: string): string =>
    `"${(typeof name === 'string' ? name : usual).replaceAll('"', '""')}"`
  const table = `${quote(options.schemaName, 'public')}.${quote(options.tableName, 'session')}`
  return {
    ...operations,
    pool,
    inspect: inspectMade,
    inspector: inspectMade(options, options),
    fill: async (count) => {
      // Not all at once: a statement may take no longer than the database allows.
      for (let from = 0; from < count; from += 1000)
        await pool.query(
          `insert into ${table} (sid, sess, expire)
           select 'sid-' || n, ('{"cookie":{},"n":' || n || '}')::json, to_timestamp($3) from generate_series($1::int, $2::int - 1) n`,
          [from, Math.min(from + 1000, count), NOW / 1000 + 600],
        )
    },
    server: {
      now: () => Date.now(),
      // The app's own clock is the one that counts.
      advance: (milliseconds) => {
        vi.setSystemTime(Date.now() + milliseconds)
        return Promise.resolve()
      },
      resolutionMs: 1000,
      stop: () => engine.stop(),
    },
    close: async () => {
      await pool.end()
      await close()
    },
  }
}

async function describePostgres(
  from: From,
  named: { env?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const open = (options: { env: NodeJS.ProcessEnv; folder: string }) =>
    postgresDriver({ env: options.env, data: options.folder })
  const opened = await openDriver<PostgresEngine>(open, 'postgres', from, named)
  if (!opened) return
  const supply = (from === 'stand-in' ? emptied : fresh)(opened.driver, opened.close)
  describe(`postgres, ${from}`, () => {
    afterAll(() => supply.close())
    describeInspector('the usual table', () => inspect(supply))
    describeInspector('another schema and table', () =>
      inspect(supply, { schemaName: 'own "schema"', tableName: `it's; drop table x` }),
    )
    describeTables(supply)
    describeExpiry(supply)
  })
}

/** Closed when the test is over, however it ends. */
async function openFor(...args: Parameters<typeof inspect>): Promise<InspectedPostgres> {
  const store = await inspect(...args)
  onTestFinished(() => store.close())
  return store
}

function describeTables(supply: Supply): void {
  const { driver } = supply

  it('shows columns, cells and figures as psql does', async () => {
    const store = await openFor(supply)
    await store.pool.query('alter table session add column note text, add column ok boolean')
    await store.set('abc', { cookie: cookie(null), views: 1 })
    await store.pool.query(`update session set ok = true, expire = '2027-01-15 08:00:00.5'`)
    const [snapshot] = await store.inspector.read()
    expect(snapshot).toMatchObject({
      engine: `${driver.source.name}, public.session`,
      columns: [
        { name: 'sid', type: 'character varying' },
        { name: 'sess', type: 'json' },
        { name: 'expire', type: 'timestamp(6) without time zone' },
        { name: 'note', type: 'text' },
        { name: 'ok', type: 'boolean' },
      ],
      facts: { rows: 1, pg_total_relation_size: expect.any(Number) as number },
      records: [
        {
          where: 'public.session',
          expires: '2027-01-15T08:00:00.500Z',
          native: { sid: 'abc', expire: '2027-01-15 08:00:00.5', note: null, ok: 't' },
        },
      ],
    })
    expect(Object.keys(snapshot?.records[0]?.native ?? {})).toEqual(['sid', 'sess', 'expire', 'note', 'ok'])
  })

  it('finds every session table, whoever made it, and no other', async () => {
    const store = await openFor(supply)
    await store.pool.query('create schema web')
    await store.pool.query('create table web.visits (sid text primary key, sess jsonb, expire timestamptz)')
    await store.pool.query('create table people (id int, name text)')
    await store.pool.query(`insert into web.visits values ('abc', '{"views":1}', '2027-01-15 09:00:00+01')`)
    const snapshots = await store.inspect().read()
    expect(snapshots.map(({ engine, total }) => [engine, total])).toEqual([
      [`${driver.source.name}, public.session`, 0],
      [`${driver.source.name}, web.visits`, 1],
    ])
    expect(snapshots[1]?.records).toMatchObject([{ data: { views: 1 }, expires: '2027-01-15T08:00:00.000Z' }])
    const engine = snapshots[1]?.engine ?? ''
    expect(await store.inspector.edit('abc', { views: 2 }, engine)).toBe(true)
    expect((await store.pool.query('select sess from web.visits')).rows).toEqual([{ sess: { views: 2 } }])
    expect(await store.inspector.remove('abc', engine)).toBe(true)
  })

  it('says what is missing, and how to make it', async () => {
    const store = await openFor(supply)
    await store.pool.query('create table plain (id int)')
    const wanted = [{}, { tableName: 'web' }, { schemaName: 'own', tableName: 'x' }, { tableName: 'plain' }]
    const snapshots = await store.inspect(...wanted, { tableName: 'a"."b' }).read()
    expect(snapshots.map(({ engine, note }) => [engine.replace(`${driver.source.name}, `, ''), note])).toEqual([
      ['public.session', undefined],
      ['public.web', expect.stringContaining('There is no table public.web yet.')],
      ['own.x', expect.stringContaining('createTableIfMissing')],
      ['public.plain', expect.stringContaining('Choose another tableName')],
      ['a.b', expect.stringContaining('There is no table a.b yet.')],
    ])
    expect(snapshots.map(({ table }) => table)).toEqual([
      { schema: 'public', name: 'session', state: 'usable' },
      { schema: 'public', name: 'web', state: 'missing' },
      { schema: 'own', name: 'x', state: 'missing' },
      { schema: 'public', name: 'plain', state: 'unfit' },
      { schema: 'a', name: 'b', state: 'missing' },
    ])
  })

  it('leaves odd rows as they are', async () => {
    const store = await openFor(supply)
    await store.pool.query('create table odd (sid text, sess text, expire int)')
    await store.pool.query(`insert into odd values ('abc', 'not JSON', 7), (null, null, null)`)
    await store.pool.query(`insert into session values ('far', '{}', 'infinity')`)
    const [odd, session] = await store.inspect().read()
    expect(odd?.records).toMatchObject([
      { sid: 'abc', data: null, raw: 'not JSON', expires: null, native: { expire: '7' } },
      { sid: '', data: null, raw: '', bytes: 0 },
    ])
    expect(session?.records).toMatchObject([{ sid: 'far', expires: null, native: { expire: 'infinity' } }])
  })

  it('reads ten thousand rows in time', async () => {
    const store = await openFor(supply)
    await store.fill(10_000)
    expect(await quickest(() => store.inspector.read(), 200)).toBeLessThan(200)
  })
}

function describeExpiry(supply: Supply): void {
  it.each([
    ['ttl seconds from now without maxAge', { ttl: 60 }, null, 60_000],
    ['a day from now by default', {}, null, 86_400_000],
    ['with the cookie, in whole seconds, whatever the ttl', { ttl: 60 }, 1500, 2000],
  ])('a row ends %s', async (_name, options, maxAge, life) => {
    const store = await openFor(supply, options)
    const at = Date.now()
    await store.set('abc', { cookie: cookie(maxAge) })
    const took = Date.now() - at
    const end = Date.parse((await store.inspector.read())[0]?.records[0]?.expires ?? '')
    expect(end % 1000).toBe(0)
    expect(Math.abs(end - at - life)).toBeLessThanOrEqual(1000 + took)
  })
}

const shared = await foreignPostgres()
afterAll(() => shared?.close())

await describePostgres('embedded')
await describePostgres('url', shared ?? {})
await describePostgres('stand-in')
