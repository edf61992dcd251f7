import { createRequire } from 'node:module'
import type session from 'express-session'
import { describe, expect, it, vi } from 'vitest'
import { hookCompile } from './compile-hook'
import { describeOptions } from './store-options'
import { postgresStores } from './store-options-postgres'

/** The modules a learner's app would use. */
const load = createRequire(new URL('../../runtime/package.json', import.meta.url))
type Store = new (options: Record<string, unknown>) => object
type Make = (module: typeof session) => Store

// Before connect-pg-simple is compiled.
hookCompile([postgresStores])
const expressSession = load('express-session') as typeof session
const PGStore = (load('connect-pg-simple') as Make)(expressSession)
const MemcachedStore = (load('connect-memcached') as Make)(expressSession)
const { RedisStore } = load('connect-redis') as { RedisStore: Store }
const { MongoStore } = load('connect-mongo') as { MongoStore: Store }

const storeOf = (store: object): unknown => {
  const { kind, store: options } = describeOptions({ secret: 'cat', store }, store, '/work')
  return { kind, options }
}

describe('what store.made tells of a store on a server', () => {
  const client = { get: () => Promise.resolve(null), secret: 'never shown' }

  it('connect-redis', () => {
    expect(storeOf(new RedisStore({ client }))).toEqual({
      kind: 'redis',
      options: {
        prefix: 'sess:',
        ttl: 86400,
        disableTTL: false,
        disableTouch: false,
        scanCount: 100,
        serializer: 'JSON',
      },
    })
    const serializer = { parse: JSON.parse, stringify: JSON.stringify }
    expect(storeOf(new RedisStore({ client, prefix: '', ttl: () => 5, serializer }))).toMatchObject({
      options: { prefix: '', ttl: '[function]', serializer: '[own]' },
    })
  })

  it('a class of the learner made from it', () => {
    class Own extends RedisStore {}
    expect(storeOf(new Own({ client, prefix: 'own:' }))).toMatchObject({
      kind: 'redis',
      options: { prefix: 'own:' },
    })
  })

  it('connect-memcached', () => {
    const store = new MemcachedStore({ hosts: ['localhost:11211'], prefix: 'app-', ttl: 60 })
    expect(storeOf(store)).toEqual({
      kind: 'memcached',
      options: { prefix: 'app-', ttl: 60, namespace: '', hosts: ['localhost:11211'], sealed: false },
    })
    const secret = 'Correct-Horse-9-Battery-Staple!'
    const sealed = storeOf(new MemcachedStore({ secret }))
    expect(sealed).toMatchObject({ options: { prefix: '', hosts: ['127.0.0.1:11211'], sealed: true } })
    expect(JSON.stringify(sealed)).not.toContain(secret)
  })

  describe('connect-pg-simple', () => {
    it('every option, by its presence where it is a client or a function', () => {
      const pool = { query: () => Promise.resolve(), password: 'never shown' }
      const store = new PGStore({
        pool,
        schemaName: 'a"b',
        tableName: 'web_sessions',
        createTableIfMissing: true,
        ttl: 60,
        disableTouch: true,
        pruneSessionInterval: false,
        pruneSessionRandomizedInterval: () => 1,
        errorLog: () => undefined,
      })
      expect(storeOf(store)).toEqual({
        kind: 'postgres',
        options: {
          schemaName: 'a"b',
          tableName: 'web_sessions',
          createTableIfMissing: true,
          ttl: 60,
          disableTouch: true,
          pruneSessionInterval: false,
          pruneSessionRandomizedInterval: '[function]',
          pool: '[given]',
          errorLog: '[function]',
        },
      })
    })

    it('connection strings and objects, and a store without options', () => {
      const conString = 'postgres://learner@localhost:5432/express-store-test'
      expect(storeOf(new PGStore({ conString }))).toMatchObject({ options: { conString } })
      const conObject = { host: 'localhost', ssl: { ca: 'x' } }
      expect(storeOf(new PGStore({ conObject }))).toMatchObject({ options: { conObject } })
      class Bare extends PGStore {}
      expect(storeOf(Reflect.construct(Bare, [undefined]) as object)).toEqual({ kind: 'postgres', options: {} })
    })

    it('runs no getter of the learner', () => {
      const pool = { query: () => Promise.resolve() }
      const getter = vi.fn(() => 60)
      const options = Object.defineProperty({ pool }, 'ttl', { get: getter, enumerable: true })
      expect(storeOf(new PGStore(options))).toEqual({ kind: 'postgres', options: { pool: '[given]' } })
      expect(getter, 'the module itself reads it once').toHaveBeenCalledTimes(1)
    })
  })

  it('connect-mongo', () => {
    const connection = { db: () => ({ collection: () => ({ createIndex: () => Promise.resolve() }) }) }
    const store = new MongoStore({
      client: connection,
      dbName: 'lab',
      crypto: { secret: 'shh' },
      touchAfter: 60,
    })
    expect(storeOf(store)).toEqual({
      kind: 'mongo',
      options: {
        dbName: 'lab',
        collectionName: 'sessions',
        ttl: 1209600,
        autoRemove: 'native',
        autoRemoveInterval: 10,
        touchAfter: 60,
        stringify: true,
        timestamps: false,
        sealed: true,
        ownIds: false,
      },
    })
  })

  it('nothing of a store that keeps its records elsewhere', () => {
    expect(storeOf(new expressSession.MemoryStore())).toEqual({ kind: undefined, options: undefined })
  })
})
