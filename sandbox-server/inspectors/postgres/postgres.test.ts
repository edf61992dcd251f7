import path from 'node:path'
import type session from 'express-session'
import type * as pgModule from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { EngineDriver, PostgresEngine } from '../../engines/engine'
import { postgresDriver } from '../../engines/postgres/driver'
import { openDriver, openEngine, operationsOf, quickest, requireRuntime, type From } from '../engine.fixture'
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

/** The real module, talking to a database of its own through its door. */
async function inspect(
  driver: EngineDriver<PostgresEngine>,
  options: Record<string, unknown> = {},
): Promise<InspectedPostgres> {
  const { engine, reader, socket, close } = await openEngine(driver, '.s.PGSQL.5432')
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
      await pool.query(
        `insert into ${table} (sid, sess, expire)
         select 'sid-' || n, ('{"cookie":{},"n":' || n || '}')::json, to_timestamp($2) from generate_series(0, $1 - 1) n`,
        [count, NOW / 1000 + 600],
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

async function describePostgres(from: From): Promise<void> {
  const open = (options: { env: NodeJS.ProcessEnv; folder: string }) =>
    postgresDriver({ env: options.env, data: options.folder })
  const opened = await openDriver<PostgresEngine>(open, 'postgres', from)
  if (!opened) return
  const { driver, close } = opened
  describe(`postgres, ${from}`, () => {
    afterAll(close)
    // The stand-in starts in seconds, once for each test: the contract is for the real server.
    if (from !== 'stand-in') describeContract(driver)
    describeTables(driver)
    describeExpiry(driver)
  })
}

function describeContract(driver: EngineDriver<PostgresEngine>): void {
  describeInspector('the usual table', () => inspect(driver))
  describeInspector('another schema and table', () =>
    inspect(driver, { schemaName: 'own "schema"', tableName: `it's; drop table x` }),
  )
}

function describeTables(driver: EngineDriver<PostgresEngine>): void {
  it('shows columns, cells and figures as psql does', async () => {
    const store = await inspect(driver)
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
    await store.close()
  })

  it('finds every session table, whoever made it, and no other', async () => {
    const store = await inspect(driver)
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
    await store.close()
  })

  it('says what is missing, and how to make it', async () => {
    const store = await inspect(driver)
    await store.pool.query('create table plain (id int)')
    const wanted = [{}, { tableName: 'web' }, { schemaName: 'own', tableName: 'x' }, { tableName: 'plain' }]
    const snapshots = await store.inspect(...wanted, { tableName: 'a"."b' }).read()
    expect(snapshots.map(({ engine, note }) => [engine.replace(`${driver.source.name}, `, ''), note])).toEqual([
      ['public.session', undefined],
      ['public.web', expect.stringContaining('There is no table public.web yet.')],
      ['own.x', expect.stringContaining('createTableIfMissing')],
      ['public.plain', expect.stringContaining('no columns')],
      ['a.b', expect.stringContaining('There is no table a.b yet.')],
    ])
    await store.close()
  })

  it('leaves odd rows as they are', async () => {
    const store = await inspect(driver)
    await store.pool.query('create table odd (sid text, sess text, expire int)')
    await store.pool.query(`insert into odd values ('abc', 'not JSON', 7), (null, null, null)`)
    await store.pool.query(`insert into session values ('far', '{}', 'infinity')`)
    const [odd, session] = await store.inspect().read()
    expect(odd?.records).toMatchObject([
      { sid: 'abc', data: null, raw: 'not JSON', expires: null, native: { expire: '7' } },
      { sid: '', data: null, raw: '', bytes: 0 },
    ])
    expect(session?.records).toMatchObject([{ sid: 'far', expires: null, native: { expire: 'infinity' } }])
    await store.close()
  })

  it('reads ten thousand rows in time', async ({ skip }) => {
    if (driver.source.from === 'stand-in') skip('The stand-in is slow, and says so.')
    const store = await inspect(driver)
    await store.fill(10_000)
    expect(await quickest(() => store.inspector.read())).toBeLessThan(200)
    await store.close()
  })
}

function describeExpiry(driver: EngineDriver<PostgresEngine>): void {
  it.each([
    ['ttl seconds from now without maxAge', { ttl: 60 }, null, 60_000],
    ['a day from now by default', {}, null, 86_400_000],
    ['with the cookie, in whole seconds, whatever the ttl', { ttl: 60 }, 1500, 2000],
  ])('a row ends %s', async (_name, options, maxAge, life) => {
    const store = await inspect(driver, options)
    const at = Date.now()
    await store.set('abc', { cookie: cookie(maxAge) })
    const end = Date.parse((await store.inspector.read())[0]?.records[0]?.expires ?? '')
    expect(end % 1000).toBe(0)
    expect(Math.abs(end - at - life)).toBeLessThanOrEqual(1000)
    await store.close()
  })
}

await describePostgres('embedded')
await describePostgres('stand-in')
