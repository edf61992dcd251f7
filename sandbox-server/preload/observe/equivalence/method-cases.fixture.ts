import type { Case } from './case.fixture'

interface Data {
  views?: number
  user?: string
}
const data = (session: object): Data => session

/** regenerate, reload, save and destroy as the app calls them. */
export const METHOD_CASES: readonly Case[] = [
  {
    name: 'regenerate',
    routes: (app, kit) =>
      app.get('/login', (req, res, next) => {
        req.session.regenerate((error) => {
          kit.note(`regenerated ${String(error)} ${req.sessionID}`)
          data(req.session).user = 'ada'
          if (error) next(error)
          else res.send('in')
        })
      }),
    requests: [{}, { path: '/login' }, {}],
    decisions: [
      ['+save modified'],
      ['+load record-found', '+generate regenerated', '+save id-changed', '+set-cookie id-changed'],
      ['+load record-found'],
    ],
    observed: [
      { type: 'store.called', op: 'destroy', sid: 'id-1' },
      { type: 'store.called', op: 'set', sid: 'id-2' },
    ],
  },
  {
    name: 'regenerate and then save, before a redirect',
    routes: (app) =>
      app.get('/login', (req, res) => {
        req.session.regenerate(() => {
          data(req.session).user = 'ada'
          req.session.save(() => {
            res.redirect('/look')
          })
        })
      }),
    requests: [{}, { path: '/login' }, { path: '/look' }],
    decisions: [
      [],
      ['+generate regenerated', '+save called-by-app', '+save id-changed', '+set-cookie id-changed'],
      ['+load record-found'],
    ],
  },
  {
    name: 'save twice',
    routes: (app, kit) =>
      app.get('/save', (req, res) => {
        data(req.session).user = 'ada'
        const same = req.session.save(() => {
          kit.note('saved once')
          req.session.save(() => {
            res.send('saved')
          })
        })
        kit.note(`save returns ${typeof same}`)
      }),
    requests: [{ path: '/save' }, { path: '/save' }],
    decisions: [
      [
        '+save called-by-app',
        '+save called-by-app',
        '-save already-saved',
        '-touch new-session',
        '+set-cookie new-and-modified',
      ],
      ['+save called-by-app', '+save called-by-app', '-save already-saved', '+touch unmodified'],
    ],
  },
  {
    name: 'save, then change once more',
    options: { resave: true, saveUninitialized: true },
    routes: (app) =>
      app.get('/save', (req, res) => {
        req.session.save(() => {
          data(req.session).user = 'ada'
          res.send('saved')
        })
      }),
    requests: [{ path: '/save' }],
    decisions: [['+save called-by-app', '+save modified', '-touch saved-instead']],
  },
  {
    name: 'save without waiting, and without a callback',
    routes: (app) =>
      app.get('/save', (req, res) => {
        data(req.session).user = 'ada'
        req.session.save()
        res.send('saved')
      }),
    requests: [{ path: '/save' }],
    decisions: [['+save called-by-app', '-save already-saved']],
  },
  {
    name: 'save fails',
    store: (kit) => new kit.stores.FailingStore('set'),
    routes: (app, kit) =>
      app.get('/save', (req, res) => {
        req.session.save((error: unknown) => {
          kit.note(String(error))
          res.send('tried')
        })
      }),
    requests: [{ path: '/save' }, {}],
    decisions: [['+save called-by-app', '-save already-saved']],
    observed: [{ type: 'store.answered', op: 'set', outcome: 'error', error: 'set failed' }],
  },
  {
    name: 'reload',
    routes: (app, kit) =>
      app.get('/reload', (req, res) => {
        data(req.session).views = 99
        req.session.reload((error: unknown) => {
          kit.note(`reloaded ${String(error)} ${String(data(req.session).views)}`)
          res.send('reloaded')
        })
      }),
    requests: [{}, { path: '/reload' }, { path: '/reload', cookie: null }],
    decisions: [
      [],
      ['+load record-found', '+load reloaded', '-save unmodified', '+touch unmodified'],
      ['-load no-cookie', '-load reload-failed'],
    ],
    observed: [{ type: 'decision', reason: 'reload-failed', facts: { error: 'failed to load session' } }],
  },
  {
    name: 'reload after regenerate, then save',
    routes: (app) =>
      app.get('/both', (req, res) => {
        req.session.regenerate(() => {
          req.session.save(() => {
            req.session.reload(() => {
              data(req.session).user = 'ada'
              res.send('both')
            })
          })
        })
      }),
    requests: [{}, { path: '/both' }],
    decisions: [[], ['+load record-found', '+load reloaded', '+save called-by-app', '+save id-changed']],
  },
  ...(['keep', 'destroy'] as const).map((unset): Case => ({
    name: `destroy, unset ${unset}`,
    options: { unset },
    routes: (app, kit) =>
      app.get('/logout', (req, res) => {
        req.session.destroy((error: unknown) => {
          kit.note(`destroyed ${String(error)} ${typeof req.session}`)
          res.send('out')
        })
      }),
    requests: [{}, { path: '/logout' }, {}],
    decisions: [
      [],
      unset === 'keep'
        ? ['+destroy called-by-app', '-destroy already-destroyed', '-save no-session', '-set-cookie no-session']
        : ['+destroy called-by-app', '+destroy unset-destroy', '-set-cookie no-session'],
      ['-load record-missing'],
    ],
  })),
  {
    name: 'resetMaxAge, touch and id as the app uses them',
    options: { cookie: { maxAge: 60_000 } },
    routes: (app, kit) =>
      app.get('/touch', (req, res) => {
        kit.note(`${req.session.id} ${String(req.session.touch() === req.session)}`)
        req.session.resetMaxAge()
        kit.note(JSON.stringify(req.session))
        kit.note(Object.getOwnPropertyNames(req.session).join())
        res.send('touched')
      }),
    requests: [{}, { path: '/touch', advance: 1000 }],
    decisions: [[], ['-save unmodified', '+touch unmodified']],
  },
  {
    name: 'the app asks the store',
    routes: (app, kit) =>
      app.get('/ask', (_req, res) => {
        const store = kit.store()
        store.length?.((_error, length) => {
          store.all?.((_failed, all) => {
            store.clear?.(() => {
              kit.note(`${String(length)} ${JSON.stringify(all)}`)
              res.send('asked')
            })
          })
        })
      }),
    requests: [{}, { path: '/ask' }],
    observed: [
      { type: 'store.answered', op: 'length', outcome: 'ok' },
      { type: 'store.answered', op: 'all', outcome: 'ok' },
      { type: 'store.answered', op: 'clear', outcome: 'ok' },
    ],
  },
]
