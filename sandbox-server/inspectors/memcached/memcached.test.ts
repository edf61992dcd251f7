import type session from 'express-session'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { EngineDriver, MemcachedEngine } from '../../engines/engine'
import { openMemcached } from '../../engines/memcached/driver'
import { foreignMemcached } from '../../engines/memcached/foreign-memcached.fixture'
import { openDriver, openEngine, operationsOf, quickest, requireRuntime, type From } from '../engine.fixture'
import type { Inspector } from '../inspector'
import { cookie, describeInspector, type InspectedStore } from '../inspector.contract'
import { memcachedInspector } from './memcached'

interface Client {
  set(key: string, value: unknown, ttl: number, done: (error?: unknown) => void): void
  end(): void
}
type Make = (
  module: typeof session,
) => new (options: Record<string, unknown>) => session.Store & { client: Client }
const MemcachedStore = (requireRuntime('connect-memcached') as Make)(
  requireRuntime('express-session') as typeof session,
)

interface InspectedMemcached extends InspectedStore {
  engine: MemcachedEngine
  write(key: string, value: unknown, ttl?: number): Promise<void>
  inspect(...options: Record<string, unknown>[]): Inspector
}

/** The store asks the cookie for `maxAge`, which express-session's own class answers and JSON leaves out. */
function liveCookie(cookie: unknown): unknown {
  const plain = typeof cookie === 'object' && cookie !== null ? cookie : {}
  const maxAge = 'originalMaxAge' in plain ? plain.originalMaxAge : null
  return Object.defineProperty({ ...plain }, 'maxAge', { value: maxAge, enumerable: false })
}

/** The real module, talking to an engine of its own through its door. */
async function inspect(
  driver: EngineDriver<MemcachedEngine>,
  options: Record<string, unknown> = {},
): Promise<InspectedMemcached> {
  const { engine, reader, port, close, ...clock } = await openEngine(driver)
  // Under other tests an answer may take longer than the client waits by itself.
  const client = { hosts: [`127.0.0.1:${String(port)}`], retries: 0, timeout: 60_000, idle: 60_000 }
  const store = new MemcachedStore({ ...client, ...options })
  const made = { prefix: options.prefix ?? '', sealed: 'secret' in options }
  const inspectMade = (...stores: Record<string, unknown>[]): Inspector =>
    memcachedInspector(
      { ...reader, ask: (line, data) => engine.ask(line, data) },
      {
        made: () => stores.map((each) => ({ store: 'Own', options: { kind: 'memcached', store: each } })),
        now: clock.now,
      },
    )
  const write = (key: string, value: unknown, ttl = 600): Promise<void> =>
    new Promise((resolve, reject) => {
      store.client.set(key, value, ttl, (error) => {
        if (error) reject(new Error('Memcached took no such key.', { cause: error }))
        else resolve()
      })
    })
  const operations = operationsOf(store)
  await operations.get('nobody')
  return {
    ...operations,
    set: (sid, data) => operations.set(sid, { ...data, cookie: liveCookie(data.cookie) }),
    engine,
    write,
    inspect: inspectMade,
    inspector: inspectMade(made, made),
    fill: async (count) => {
      const prefix = typeof made.prefix === 'string' ? made.prefix : ''
      for (let from = 0; from < count; from += 500) {
        const some = [...Array(Math.min(500, count - from)).keys()].map((n) => from + n)
        await Promise.all(some.map((n) => write(`${prefix}sid-${String(n)}`, { n })))
      }
    },
    server: { ...clock, resolutionMs: 1500, stop: () => engine.stop() },
    close: async () => {
      store.client.end()
      await close()
    },
  }
}

async function describeMemcached(
  from: From,
  named: { env?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const opened = await openDriver<MemcachedEngine>(openMemcached, 'memcached', from, named)
  if (!opened) return
  const { driver, close } = opened
  describe(`memcached, ${from}`, () => {
    afterAll(close)
    describeInspector('without a prefix', () => inspect(driver), { clock: 'running' })
    describeInspector('with a prefix', () => inspect(driver, { prefix: 'app-' }), { clock: 'running' })
    describeItems(driver)
    describeExpiry(driver)
  })
}

function describeItems(driver: EngineDriver<MemcachedEngine>): void {
  it('shows items that are no sessions, with flags and size', async () => {
    const store = await inspect(driver, { prefix: 'app-' })
    await store.set('abc', { cookie: cookie(null) })
    await store.write('hits', 7, 0)
    const [snapshot] = await store.inspector.read()
    expect(snapshot).toMatchObject({ engine: `${driver.source.name}, prefix app-`, total: 2 })
    expect(snapshot?.records).toMatchObject([
      { sid: 'abc', where: 'app-abc', native: { flags: 2, size: expect.any(Number) as number } },
      { sid: 'hits', where: 'hits', raw: '7', expires: null, native: { ttl: -1 } },
    ])
    expect(await store.inspector.edit('hits', 9)).toBe(true)
    expect((await store.inspector.read())[0]?.records[1]).toMatchObject({ raw: '9', native: { ttl: -1 } })
    await store.close()
  })

  it('tells hits and misses of the app alone', async () => {
    const store = await inspect(driver)
    await store.set('abc', { cookie: cookie(null) })
    for (let i = 0; i < 3; i += 1) await store.get('abc')
    await store.get('nobody')
    for (let i = 0; i < 4; i += 1) {
      const [snapshot] = await store.inspector.read()
      expect(snapshot?.facts).toMatchObject({ curr_items: 1, get_hits: 3, get_misses: 2, evictions: 0 })
    }
    await store.close()
  })

  it('shows sealed records sealed, and those that a weak secret left open', async () => {
    const sealed = await inspect(driver, { secret: 'Correct-Horse-92-Battery-Staple!' })
    await sealed.set('abc', { cookie: cookie(null), views: 1 })
    const record = (await sealed.inspector.read())[0]?.records[0]
    expect(record).toMatchObject({ sid: 'abc', data: null, native: { sealed: true } })
    expect(record?.raw).not.toContain('views')
    expect(await sealed.inspector.edit('abc', { views: 2 })).toBe(false)
    await sealed.close()
    const open = await inspect(driver, { secret: 'weak' })
    await open.set('abc', { cookie: cookie(null), views: 1 }).catch(() => undefined)
    // The store answers with the error before it has written.
    await vi.waitFor(async () => {
      const [snapshot] = await open.inspector.read()
      expect(snapshot?.records).toMatchObject([{ data: { views: 1 }, native: { sealed: false } }])
    })
    await open.close()
  })

  it('reads ten thousand items in time', async () => {
    const store = await inspect(driver)
    await store.fill(10_000)
    expect(await quickest(() => store.inspector.read(), 200)).toBeLessThan(200)
    await store.close()
  })
}

function describeExpiry(driver: EngineDriver<MemcachedEngine>): void {
  it.each([
    ['ttl seconds from now, whatever the cookie', { ttl: 60 }, 5000, 60_000],
    ['a day from now without maxAge', {}, null, 86_400_000],
    ['with the cookie, in whole seconds', {}, 95_900, 95_000],
    ['never when maxAge is less than a second', {}, 900, null],
  ])('a record ends %s', async (_name, options, maxAge, life) => {
    const store = await inspect(driver, options)
    const at = Date.now()
    await store.set('abc', { cookie: cookie(maxAge) })
    const record = (await store.inspector.read())[0]?.records[0]
    const took = Date.now() - at
    if (life === null) expect(record).toMatchObject({ expires: null, native: { ttl: -1 } })
    else expect(Math.abs(Date.parse(record?.expires ?? '') - at - life)).toBeLessThanOrEqual(1100 + took)
    await store.close()
  })

  it('a record that is looked at is not used, so that looking keeps nothing alive', async () => {
    const store = await inspect(driver)
    await store.set('abc', { cookie: cookie(null) })
    await store.inspector.read()
    expect(await store.engine.ask('mg abc h u')).toContain('h0')
    await store.get('abc')
    expect(await store.engine.ask('mg abc h u')).toContain('h1')
    await store.close()
  })

  it('a record of more than 30 days is not there at all', async () => {
    const store = await inspect(driver)
    const maxAge = 31 * 86_400_000
    await store.set('abc', { cookie: cookie(maxAge) })
    expect(await store.inspector.read()).toMatchObject([{ records: [] }])
    expect(await store.get('abc')).toBeFalsy()
    await store.close()
  })
}

const shared = await foreignMemcached()
afterAll(() => shared?.close())

await describeMemcached('program')
await describeMemcached('url', shared ?? {})
await describeMemcached('stand-in')
