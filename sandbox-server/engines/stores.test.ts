import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import type session from 'express-session'
import { createClient } from 'redis'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Engine } from './engine'
import { announceMissing, openBench, type Lab } from './engine.fixture'
import { findProgram } from '../machine/find-program'
import { openMemcached } from './memcached/driver'
import { openRedis } from './redis/driver'
import { call } from './store-call.fixture'

/** The very modules that a learner's app loads. */
const load = createRequire(new URL('../runtime/package.json', import.meta.url))
type StoreClass = new (options: Record<string, unknown>) => session.Store
const isFunction = (value: unknown): boolean => typeof value === 'function'
const { RedisStore } = z.object({ RedisStore: z.custom<StoreClass>(isFunction) }).parse(load('connect-redis'))
const MemcachedStore = z.custom<(module: unknown) => StoreClass>(isFunction).parse(load('connect-memcached'))(
  load('express-session'),
)

const record = (views: number) => ({
  views,
  name: 'Zoë',
  cookie: { originalMaxAge: 60_000, maxAge: 60_000, expires: new Date(Date.now() + 60_000), path: '/' },
})

const programs = { redis: findProgram('redis-server', 'valkey-server'), memcached: findProgram('memcached') }
const sourcesOf = (kind: keyof typeof programs): string[] => {
  if (programs[kind] !== null) return ['stand-in', 'program']
  announceMissing(kind, 'program')
  return ['stand-in']
}

async function withRedisStore(lab: Lab<Engine>, use: (store: session.Store) => Promise<void>): Promise<void> {
  const client = createClient({
    socket: { path: lab.path, tls: false, reconnectStrategy: false, connectTimeout: 60_000 },
  })
  client.on('error', () => undefined)
  await client.connect()
  await use(new RedisStore({ client, prefix: 'shop:', ttl: 100 }))
  client.destroy()
}

describe.each(sourcesOf('redis'))('connect-redis on a Redis that is a %s', (from) => {
  it('does all that a store does', async () => {
    const bench = await openBench(openRedis, { CRUMBTRAIL_REDIS: from })
    const lab = await bench.lab()
    await withRedisStore(lab, async (store) => {
      expect(await call(store, 'get', 'abc')).toBeFalsy()
      for (let n = 0; n < 250; n += 1) await call(store, 'set', `s${String(n)}`, record(n))
      expect(await call(store, 'get', 's7')).toMatchObject({ views: 7, name: 'Zoë' })
      expect(await call(store, 'length')).toBe(250)
      expect(await call(store, 'ids')).toHaveLength(250)
      expect(await call(store, 'all')).toHaveLength(250)
      await lab.engine.advance(30_000)
      await call(store, 'touch', 's7', record(7))
      await lab.engine.advance(40_000)
      expect(await call(store, 'ids')).toEqual(['s7'])
      await call(store, 'destroy', 's7')
      await call(store, 'set', 'x', record(1))
      await call(store, 'clear')
      expect(await call(store, 'length')).toBe(0)
    })
    const verbs = new Set(lab.commands.map(({ verb }) => verb))
    expect([...verbs]).toEqual(expect.arrayContaining(['HELLO', 'SET', 'GET', 'SCAN', 'MGET', 'EXPIRE', 'DEL']))
    await bench.close()
  })
})

describe.each(sourcesOf('memcached'))('connect-memcached on a Memcached that is a %s', (from) => {
  it.each([undefined, 'Blue-Door-47-Opens-At-Noon!'])(
    'does all that a store does, secret: %s',
    async (secret) => {
      const bench = await openBench(openMemcached, { CRUMBTRAIL_MEMCACHED: from })
      const lab = await bench.lab()
      const door = createServer((connection) => {
        lab.engine.accept(connection)
      })
      await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
      const address = door.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const options = { timeout: 60_000, idle: 60_000, ...(secret === undefined ? {} : { secret }) }
      const store = new MemcachedStore({ hosts: [`127.0.0.1:${String(port)}`], prefix: 'shop:', ...options })
      expect(await call(store, 'get', 'abc')).toBeFalsy()
      await call(store, 'set', 'abc', record(3))
      expect(await call(store, 'get', 'abc')).toMatchObject({ views: 3, name: 'Zoë' })
      await lab.engine.advance(30_000)
      await call(store, 'touch', 'abc', record(3))
      await lab.engine.advance(40_000)
      expect(await call(store, 'get', 'abc')).toMatchObject({ views: 3 })
      await lab.engine.advance(40_000)
      expect(await call(store, 'get', 'abc')).toBeFalsy()
      await call(store, 'set', 'abc', record(4))
      await call(store, 'destroy', 'abc')
      expect(await call(store, 'get', 'abc')).toBeFalsy()
      const told = lab.commands.map(({ text }) => text).join('\n')
      expect(told.includes('Zoë')).toBe(secret === undefined)
      door.close()
      await bench.close()
    },
  )
})
