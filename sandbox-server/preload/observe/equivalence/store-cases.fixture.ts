import type { Case } from './case.fixture'
import { sign } from './kit.fixture'

const TWICE_AND_LOOK = [{}, {}, { path: '/look' }]

/** Custom stores: with and without touch, synchronous, slow, failing, disconnecting; the file store. */
export const STORE_CASES: readonly Case[] = [
  {
    name: 'a store without touch',
    store: (kit) => new kit.stores.MapStore(),
    requests: TWICE_AND_LOOK,
    decisions: [['+save modified'], ['+save modified'], ['-save unmodified', '-touch store-lacks-touch']],
    observed: [{ type: 'store.called', op: 'get', store: 'MapStore', sid: 'id-1' }],
  },
  {
    name: 'a store with touch of its own',
    store: (kit) => new kit.stores.TouchStore(),
    requests: TWICE_AND_LOOK,
    decisions: [[], [], ['-save unmodified', '+touch unmodified']],
    observed: [{ type: 'store.answered', op: 'touch', outcome: 'ok' }],
  },
  {
    name: 'a store that answers at once',
    store: (kit) => new kit.stores.SyncStore(),
    requests: TWICE_AND_LOOK,
  },
  {
    name: 'a slow store',
    store: (kit) => new kit.stores.SlowStore(),
    requests: TWICE_AND_LOOK,
    decisions: [['+save modified', '+set-cookie new-and-modified'], ['+load record-found']],
  },
  {
    name: 'a slow store and two requests at once',
    store: (kit) => new kit.stores.SlowStore(),
    requests: [{}, { parallel: true }, { parallel: true }],
    decisions: [[], ['+load record-found', '+save modified'], ['+load record-found', '+save modified']],
  },
  { name: 'a store that answers twice', store: (kit) => new kit.stores.TwiceStore(), requests: TWICE_AND_LOOK },
  {
    name: 'a store that keeps the objects themselves',
    store: (kit) => new kit.stores.LiveStore(),
    requests: [{}, {}],
  },
  {
    name: 'an emitter with store functions',
    store: (kit) => kit.stores.emitterStore() as never,
    requests: TWICE_AND_LOOK,
    decisions: [['+save modified'], ['+load record-found'], ['-touch store-lacks-touch']],
    observed: [{ type: 'store.called', op: 'set', store: 'EventEmitter' }],
  },
  ...['get', 'set', 'destroy'].map((op): Case => ({
    name: `a store that fails to ${op}`,
    store: (kit) => new kit.stores.FailingStore(op),
    requests: [{}, {}, { path: '/look' }],
    decisions: op === 'get' ? [['+save modified'], ['-load store-error', '-set-cookie no-session']] : [],
  })),
  {
    name: 'ENOENT counts as no record',
    store: (kit) => new kit.stores.FailingStore('get', 'ENOENT'),
    requests: [{}, {}],
    decisions: [[], ['-load record-missing', '+generate record-missing']],
    observed: [{ type: 'store.answered', op: 'get', outcome: 'miss', error: null }],
  },
  {
    name: 'a store that throws',
    store: (kit) => new kit.stores.ThrowingStore(),
    requests: [{ hangs: true }],
    decisions: [['+save modified']],
    observed: [{ type: 'store.answered', op: 'set', outcome: 'error' }],
  },
  {
    name: 'a record without a cookie',
    store: (kit) => {
      const store = new kit.stores.MapStore()
      store.records.set('id-9', '{"views":1}')
      return store
    },
    requests: [{ cookie: `connect.sid=${sign('id-9', 'cat')}` }],
    decisions: [['-load record-broken']],
  },
  {
    name: 'a store that disconnects and comes back',
    store: (kit) => new kit.stores.MapStore(),
    setup: (app, kit) => {
      app.use((req, _res, next) => {
        if (req.query.say) kit.store().emit(req.query.say as string)
        next()
      })
    },
    requests: [{}, { path: '/look?say=disconnect' }, { path: '/look' }, { path: '/look?say=connect' }],
    decisions: [[], ['+skip store-disconnected'], ['+skip store-disconnected'], ['+load record-found']],
  },
  {
    name: 'a store whose functions the app replaces later',
    routes: (app, kit) =>
      app.get('/replace', (_req, res) => {
        const store = kit.store()
        const get = store.get.bind(store)
        store.get = function (sid, callback) {
          kit.note(`own get ${String(this === store)}`)
          get(sid, callback)
        }
        kit.note(Object.keys(store).join())
        res.send('replaced')
      }),
    requests: [{}, { path: '/replace' }, {}],
  },
  {
    name: 'session-file-store',
    store: (kit) =>
      new kit.FileStore({ path: kit.folder, retries: 0, reapInterval: -1, logFn: () => undefined }),
    requests: [{}, {}, { path: '/look', advance: 5000 }, { advance: 4_000_000 }],
    decisions: [
      ['+save modified'],
      ['+load record-found', '+save modified'],
      ['-save unmodified', '+touch unmodified'],
      ['-load record-missing', '+generate record-missing'],
    ],
    observed: [{ type: 'store.made', store: 'FileStore', recognised: true }],
  },
  {
    name: 'session-file-store without the file',
    store: (kit) =>
      new kit.FileStore({ path: kit.folder, retries: 0, reapInterval: -1, logFn: () => undefined }),
    requests: [{ cookie: `connect.sid=${sign('id-9', 'cat')}` }, {}, { path: '/look' }],
    decisions: [['-load record-missing'], ['+load record-found']],
  },
]
