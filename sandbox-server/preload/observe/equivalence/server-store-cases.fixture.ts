import { call } from './call.fixture'
import type { Case } from './case.fixture'
import { memcachedStore, postgresStore, redisStore } from './server-stores.fixture'

const TWICE_AND_LOOK = [{}, {}, { path: '/look' }]
const KEPT: Case['decisions'] = [
  ['+save modified', '+set-cookie new-and-modified'],
  ['+load record-found', '+save modified'],
  ['-save unmodified', '+touch unmodified'],
]

/** A session that ends, and one asked for through the store itself. */
const END: Case['routes'] = (app, kit) => {
  app.get('/end', (req, res, next) => {
    req.session.destroy((error: unknown) => {
      if (error) next(error)
      else res.send('ended')
    })
  })
  app.get('/ask', async (req, res) => {
    const returned = call(kit.store(), 'get', req.sessionID, () => undefined)
    kit.note(`returned ${typeof returned}, ${String(await Promise.resolve(returned))}`)
    res.send('asked')
  })
}

/** The modules that keep sessions on a server, on clients without one. */
export const SERVER_STORE_CASES: readonly Case[] = [
  {
    name: 'connect-redis',
    store: (kit) => redisStore(kit),
    routes: END,
    requests: [...TWICE_AND_LOOK, { path: '/ask' }, { path: '/end' }, {}],
    decisions: KEPT,
    observed: [
      { type: 'store.made', store: 'RedisStore', options: { kind: 'redis' } },
      { type: 'store.answered', op: 'set', outcome: 'ok' },
      { type: 'store.answered', op: 'get', outcome: 'hit' },
    ],
  },
  {
    name: 'connect-redis with options of its own',
    store: (kit) => redisStore(kit, undefined, { prefix: '', disableTTL: true, disableTouch: true }),
    requests: TWICE_AND_LOOK,
  },
  {
    name: 'connect-redis used with promises',
    store: (kit) => redisStore(kit, 'del'),
    routes: (app, kit) => {
      app.get('/promises', async (_req, res) => {
        const store = kit.store()
        kit.note(`set ${String(await call(store, 'set', 'own', { cookie: {}, views: 1 }))}`)
        kit.note(`get ${JSON.stringify(await call(store, 'get', 'own'))}`)
        try {
          await call(store, 'destroy', 'own')
        } catch (error) {
          kit.note(`destroy: ${error instanceof Error ? error.message : ''}`)
        }
        res.send('promised')
      })
    },
    requests: [{ path: '/promises' }],
    observed: [
      { type: 'store.answered', op: 'set', sid: 'own', outcome: 'ok' },
      { type: 'store.answered', op: 'get', sid: 'own', outcome: 'hit' },
      { type: 'store.answered', op: 'destroy', sid: 'own', outcome: 'error' },
    ],
  },
  {
    name: 'connect-memcached',
    store: (kit) => memcachedStore(kit),
    routes: END,
    requests: [...TWICE_AND_LOOK, { path: '/ask' }, { path: '/end' }, {}],
    decisions: KEPT,
    observed: [{ type: 'store.made', store: 'MemcachedStore', options: { kind: 'memcached' } }],
  },
  {
    name: 'connect-pg-simple',
    store: (kit) => postgresStore(kit),
    routes: END,
    requests: [...TWICE_AND_LOOK, { path: '/ask' }, { path: '/end' }, {}],
    decisions: KEPT,
    observed: [{ type: 'store.made', store: 'PGStore', options: { kind: 'postgres' } }],
  },
  {
    name: 'connect-pg-simple with options of its own',
    store: (kit) =>
      postgresStore(kit, undefined, { schemaName: 'a"b', tableName: 'c', ttl: 5, disableTouch: true }),
    requests: TWICE_AND_LOOK,
  },
  ...['get', 'set', 'del'].map((command): Case => ({
    name: `connect-redis when ${command} fails`,
    store: (kit) => redisStore(kit, command),
    routes: END,
    requests: [{}, {}, { path: '/end' }],
  })),
  ...['get', 'set', 'del'].map((command): Case => ({
    name: `connect-memcached when ${command} fails`,
    store: (kit) => memcachedStore(kit, command),
    routes: END,
    requests: [{}, {}, { path: '/end' }],
  })),
  ...['SELECT', 'INSERT', 'DELETE'].map((command): Case => ({
    name: `connect-pg-simple when ${command} fails`,
    store: (kit) => postgresStore(kit, command),
    routes: END,
    requests: [{}, {}, { path: '/end' }],
  })),
]
