import type { Case } from './case.fixture'

/** resave and saveUninitialized, each way, for an untouched and a changed session; unset; rolling. */
const grid: Case[] = [true, false].flatMap((resave) =>
  [true, false].map((saveUninitialized): Case => {
    const born = saveUninitialized
      ? [
          '-destroy session-present',
          '+save uninitialized-but-asked',
          '-touch saved-instead',
          '+set-cookie new-session',
        ]
      : ['-destroy session-present', '-save uninitialized', '-touch new-session', '-set-cookie uninitialized']
    const looked = resave ? ['+save resave', '-touch saved-instead'] : ['-save unmodified', '+touch unmodified']
    return {
      name: `resave ${String(resave)}, saveUninitialized ${String(saveUninitialized)}`,
      options: { resave, saveUninitialized },
      requests: [{ path: '/look' }, {}, {}, { path: '/look' }],
      decisions: [
        born,
        saveUninitialized
          ? ['+save modified', '-set-cookie browser-holds-id']
          : ['+save modified', '+set-cookie new-and-modified'],
        ['+load record-found', '+save modified', '-touch saved-instead', '-set-cookie browser-holds-id'],
        [...looked, '-set-cookie browser-holds-id'],
      ],
    }
  }),
)

export const SAVE_CASES: readonly Case[] = [
  ...grid,
  {
    name: 'resave and saveUninitialized left out',
    options: { resave: undefined, saveUninitialized: undefined },
    requests: [{ path: '/look' }, { path: '/look' }],
  },
  {
    name: 'what changed is named',
    routes: (app) =>
      app.get('/both', (req, res) => {
        Object.assign(req.session, { cart: ['tea'], name: 'Ada' })
        res.send('both')
      }),
    requests: [{}, { path: '/both' }],
    decisions: [['+save modified'], ['+save modified']],
    observed: [
      {
        type: 'decision',
        kind: 'save',
        facts: { changedKeys: ['cart', 'name'], isModified: true, isNew: false },
      },
    ],
  },
  ...(['destroy', 'keep'] as const).map((unset): Case => ({
    name: `unset ${unset}`,
    options: { unset },
    routes: (app) => {
      app.get('/null', (req, res) => {
        req.session = null as never
        res.send('null')
      })
      app.get('/delete', (req, res) => {
        delete (req as { session?: unknown }).session
        res.send('delete')
      })
    },
    requests: [{}, { path: '/null' }, { cookie: null }, { path: '/delete' }],
    decisions: [
      ['+save modified'],
      unset === 'destroy'
        ? ['+destroy unset-destroy', '-set-cookie no-session']
        : ['-destroy unset-keep', '-save no-session', '-touch no-session', '-set-cookie no-session'],
    ],
    observed: [{ type: 'session', moment: 'after', data: null, cookie: null }],
  })),
  {
    name: 'unset destroy with a store that fails to destroy',
    options: { unset: 'destroy' },
    store: (kit) => new kit.stores.FailingStore('destroy'),
    routes: (app) =>
      app.get('/null', (req, res) => {
        req.session = null as never
        res.send('null')
      }),
    requests: [{}, { path: '/null' }],
    decisions: [[], ['+destroy unset-destroy']],
    observed: [{ type: 'store.answered', op: 'destroy', outcome: 'error', error: 'destroy failed' }],
  },
  {
    name: 'an empty id and unset destroy',
    options: { unset: 'destroy', genid: () => '' },
    routes: (app) =>
      app.get('/null', (req, res) => {
        req.session = null as never
        res.send('null')
      }),
    requests: [{ path: '/null' }, { cookie: null }],
    decisions: [['-destroy bogus-id', '-save no-session']],
  },
  {
    name: 'rolling',
    options: { rolling: true, cookie: { maxAge: 60_000 } },
    requests: [{}, { path: '/look', advance: 10_000 }, { advance: 10_000 }],
    decisions: [
      ['+set-cookie new-and-modified'],
      ['-save unmodified', '+touch unmodified', '+set-cookie rolling'],
      ['+save modified', '+set-cookie rolling'],
    ],
  },
  {
    name: 'rolling without saveUninitialized leaves an empty session alone',
    options: { rolling: true },
    requests: [{ path: '/look' }],
    decisions: [['-set-cookie uninitialized']],
  },
  {
    name: 'maxAge: the expiry moves with a change',
    options: { cookie: { maxAge: 60_000 } },
    requests: [{}, { path: '/look', advance: 10_000 }, { advance: 10_000 }, { advance: 61_000 }],
    decisions: [
      ['+set-cookie new-and-modified'],
      ['-set-cookie browser-holds-id', '+touch unmodified'],
      ['+set-cookie expiry-moved'],
      ['-load record-missing', '+generate record-missing'],
    ],
    observed: [{ type: 'decision', kind: 'set-cookie', facts: { expires: '2027-01-15T08:01:20.000Z' } }],
  },
]
