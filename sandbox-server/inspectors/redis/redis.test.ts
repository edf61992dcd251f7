import type session from 'express-session'
import type * as redisModule from 'redis'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import type { EngineDriver, RedisEngine } from '../../engines/engine'
import { openRedis } from '../../engines/redis/driver'
import { foreignRedis } from '../../engines/redis/foreign-redis.fixture'
import { openDriver, openEngine, operationsOf, quickest, requireRuntime, type From } from '../engine.fixture'
import type { Inspector } from '../inspector'
import { cookie, describeInspector, type InspectedStore } from '../inspector.contract'
import type { MadeStore } from '../made-store'
import { chosenDatabase } from './chosen-database'
import { RedisInspector } from './redis'

const { RedisStore } = requireRuntime('connect-redis') as {
  RedisStore: new (options: Record<string, unknown>) => session.Store
}
const { createClient } = requireRuntime('redis') as typeof redisModule

function connectTo(socket: string, database: number) {
  const client = createClient({
    // Under other tests an answer may take longer than the client waits by itself.
    socket: { path: socket, reconnectStrategy: false, connectTimeout: 60_000 },
    commandOptions: { timeout: 60_000 },
    database,
  })
  return client.on('error', () => undefined)
}

interface InspectedRedis extends InspectedStore {
  client: ReturnType<typeof connectTo>
  inspect(...prefixes: string[]): Inspector
  sleep(): Promise<void>
  state(): string
}

/** The real module, talking to an engine of its own through its door. */
async function inspect(
  driver: EngineDriver<RedisEngine>,
  { database = 0, ...options }: Record<string, unknown> & { database?: number } = {},
): Promise<InspectedRedis> {
  const { engine, reader, socket, close, ...clock } = await openEngine(driver)
  const client = connectTo(socket, database)
  await client.connect()
  const store = new RedisStore({ client, ...options })
  const inspectPrefixes = (...prefixes: string[]): Inspector => {
    const made: MadeStore[] = prefixes.map((prefix) => ({
      store: 'RedisStore',
      options: { kind: 'redis', store: { prefix } },
    }))
    const redis = {
      ...reader,
      command: (args: readonly string[], number: number) => engine.command(args, number),
      database: () => chosenDatabase(engine.view().login?.database),
    }
    return new RedisInspector(redis, { made: () => made, now: clock.now })
  }
  const prefix = typeof options.prefix === 'string' ? options.prefix : 'sess:'
  return {
    ...operationsOf(store),
    client,
    inspect: inspectPrefixes,
    sleep: () => engine.sleep(),
    state: () => engine.state(),
    inspector: inspectPrefixes(prefix, prefix),
    fill: async (count) => {
      // Not all at once: the client gives each command five seconds, and who says much has to wait now and then.
      const set = (n: number) => client.set(`${prefix}sid-${String(n)}`, JSON.stringify({ n }), { EX: 600 })
      for (let from = 0; from < count; from += 500)
        await Promise.all(Array.from({ length: Math.min(500, count - from) }, (_none, n) => set(from + n)))
    },
    server: { ...clock, resolutionMs: 1000, stop: () => engine.stop() },
    close: async () => {
      if (client.isOpen) client.destroy()
      await close()
    },
  }
}

async function describeRedis(
  from: From,
  named: { env?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const opened = await openDriver<RedisEngine>(openRedis, 'redis', from, named)
  if (!opened) return
  const { driver, close } = opened
  describe(`redis, ${from}`, () => {
    afterAll(close)
    describeInspector('with the usual prefix', () => inspect(driver), { clock: 'running' })
    describeInspector('without a prefix', () => inspect(driver, { prefix: '' }), { clock: 'running' })
    const elsewhere = (): Promise<InspectedRedis> => inspect(driver, { database: 1 })
    describeInspector('in another database', elsewhere, { clock: 'running', many: 1000 })
    describeDatabases(driver)
    describeOddities(driver)
    describeExpiry(driver)
  })
}

/** Closed when the test is over, however it ends. */
async function openFor(...args: Parameters<typeof inspect>): Promise<InspectedRedis> {
  const store = await inspect(...args)
  onTestFinished(() => store.close())
  return store
}

/** Redis looks at the clock now and then. */
const ROUNDED_MS = 20

function describeExpiry(driver: EngineDriver<RedisEngine>): void {
  it.each([
    ['ttl seconds from now without maxAge', { ttl: 60 }, null, 60_000],
    ['a day from now by default', {}, null, 86_400_000],
    ['with the cookie, in whole seconds, whatever the ttl', { ttl: 60 }, 90_500, 91_000],
  ])('a record ends %s', async (_name, options, maxAge, life) => {
    const store = await openFor(driver, options)
    const before = Date.now()
    await store.set('abc', { cookie: cookie(maxAge) })
    const record = (await store.inspector.read())[0]?.records[0]
    const after = Date.now()
    // Set in between, and read in between: each may have taken all of that time.
    const [earliest, latest] = [before - (after - before), after].map((moment) => moment + life)
    const end = Date.parse(record?.expires ?? '')
    expect(end).toBeGreaterThanOrEqual(Number(earliest) - ROUNDED_MS)
    expect(end).toBeLessThanOrEqual(Number(latest) + ROUNDED_MS)
  })

  it('a record without a TTL has no end', async () => {
    const store = await openFor(driver, { disableTTL: true })
    await store.set('abc', { cookie: cookie(60_000) })
    const [snapshot] = await store.inspector.read()
    expect(snapshot?.records).toMatchObject([{ expires: null, native: { type: 'string', ttl: -1 } }])
  })
}

function describeDatabases(driver: EngineDriver<RedisEngine>): void {
  const name = driver.source.name

  it('shows each database that holds keys, and says which it is', async () => {
    const store = await openFor(driver, { database: 1 })
    const shown = async () =>
      (await store.inspector.read()).map(({ engine, records }) => [engine, records.map(({ sid }) => sid)])
    expect(await shown()).toEqual([[`${name}, database 1, prefix sess:`, []]])
    await store.set('abc', { cookie: cookie(null) })
    await store.client.sendCommand(['SELECT', '12'])
    await store.client.set('sess:abc', '{"views":12}')
    await store.client.sendCommand(['SELECT', '0'])
    await store.client.set('sess:def', '{"views":0}')
    const all = [
      [`${name}, prefix sess:`, ['def']],
      [`${name}, database 1, prefix sess:`, ['abc']],
      [`${name}, database 12, prefix sess:`, ['abc']],
    ]
    expect(await shown()).toEqual(all)
    store.client.destroy()
    await store.sleep()
    expect(await shown(), 'while it sleeps').toEqual(all)
  })

  it('changes and pages a record in its own database alone', async () => {
    const store = await openFor(driver, { database: 1 })
    await store.set('abc', { cookie: cookie(60_000), views: 1 })
    await store.client.sendCommand(['SELECT', '2'])
    await store.client.set('sess:abc', '{"views":2}')
    await store.client.sendCommand(['SELECT', '1'])
    await store.inspector.read()
    const elsewhere = `${name}, database 2, prefix sess:`
    const page = await store.inspector.page({ engine: elsewhere, offset: 0, limit: 10, find: '' })
    expect(page).toMatchObject({ total: 1, records: [{ data: { views: 2 } }] })
    expect(await store.inspector.edit('abc', { views: 3 }, elsewhere)).toBe(true)
    expect(await store.get('abc')).toMatchObject({ views: 1 })
    expect(await store.inspector.remove('abc', elsewhere)).toBe(true)
    expect((await store.inspector.read()).map(({ engine, total }) => [engine, total])).toEqual([
      [`${name}, database 1, prefix sess:`, 1],
    ])
    expect(await store.inspector.remove('abc')).toBe(true)
    expect(await store.get('abc')).toBeFalsy()
  })
}

function describeOddities(driver: EngineDriver<RedisEngine>): void {
  it('shows keys that are no sessions, whatever their type', async ({ skip }) => {
    if (driver.source.from === 'stand-in') skip('The stand-in keeps nothing but strings.')
    const store = await openFor(driver)
    await store.set('abc', { cookie: cookie(null) })
    await store.client.set('hits', '7')
    await store.client.set('name', 'not JSON')
    await store.client.hSet('user:1', { name: 'Zoë' })
    const [snapshot] = await store.inspector.read()
    const seen = snapshot?.records.map(({ sid, where, native, raw }) => [sid, where, native?.type, raw])
    expect(seen).toEqual([
      ['hits', 'hits', 'string', '7'],
      ['name', 'name', 'string', 'not JSON'],
      ['abc', 'sess:abc', 'string', expect.stringContaining('cookie')],
      ['user:1', 'user:1', 'hash', expect.stringContaining('Zoë')],
    ])
    expect(snapshot).toMatchObject({ engine: `${driver.source.name}, prefix sess:`, total: 4 })
    expect(snapshot?.facts).toMatchObject({ keys: 4, used_memory: expect.any(Number) as number })
    expect(await store.inspector.edit('name', 'other words')).toBe(true)
    expect(await store.client.get('name')).toBe('other words')
    expect(await store.inspector.edit('user:1', { name: 'x' })).toBe(false)
    expect(await store.inspector.remove('user:1')).toBe(true)
    expect(await store.client.exists('user:1')).toBe(0)
  })

  it('shows each store of the app by itself', async () => {
    const store = await openFor(driver)
    for (const key of ['a:1', 'a:b:2', 'else']) await store.client.set(key, '{}')
    const snapshots = await store.inspect('a:', 'a:b:').read()
    expect(snapshots.map(({ engine, records }) => [engine, records.map(({ sid }) => sid)])).toEqual([
      [`${driver.source.name}, prefix a:`, ['1', 'else']],
      [`${driver.source.name}, prefix a:b:`, ['2']],
    ])
    const [all] = await store.inspect().read()
    expect(all).toMatchObject({ engine: driver.source.name, total: 3 })
  })

  it('shows a new record among ten thousand', async () => {
    const store = await openFor(driver)
    await store.fill(10_000)
    await store.inspector.read()
    await store.set('zzz', { cookie: cookie(null) })
    const [snapshot] = await store.inspector.read()
    expect(snapshot?.total).toBe(10_001)
    expect(snapshot?.records.map(({ sid }) => sid)).toContain('zzz')
    expect(await quickest(() => store.inspector.read(), 200)).toBeLessThan(200)
  })

  it('leaves a server that sleeps asleep and shows what it had', async () => {
    const store = await openFor(driver)
    await store.set('abc', { cookie: cookie(null), views: 1 })
    const before = await store.inspector.read()
    store.client.destroy()
    await store.sleep()
    expect(await store.inspector.read()).toEqual(before)
    await expect(store.inspect('sess:').read(), 'never looked at while it ran').rejects.toThrow(
      'Nobody has asked',
    )
    expect(store.state()).toBe('idle')
  })
}

const shared = await foreignRedis()
afterAll(() => shared?.close())

await describeRedis('program')
await describeRedis('url', shared ?? {})
await describeRedis('stand-in')
