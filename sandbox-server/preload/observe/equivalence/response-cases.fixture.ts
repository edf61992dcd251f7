import type { Case } from './case.fixture'

const change = (session: unknown): void => {
  Object.assign(session as object, { late: true })
}
const ORPHAN = ['-set-cookie uninitialized', '-set-cookie headers-already-sent']

/** When headers and bodies go out: streams, HEAD, early headers, odd ends. */
export const RESPONSE_CASES: readonly Case[] = [
  {
    name: 'a stream in pieces',
    routes: (app) =>
      app.get('/stream', (req, res) => {
        change(req.session)
        res.write('one')
        setTimeout(() => {
          res.write('two')
          res.end('three')
        }, 5)
      }),
    requests: [{ path: '/stream' }, { path: '/stream' }],
    decisions: [
      ['+set-cookie new-and-modified', '+save modified'],
      ['-set-cookie browser-holds-id', '-save unmodified', '+touch unmodified'],
    ],
  },
  {
    name: 'changed after the headers went out: an orphan',
    routes: (app) =>
      app.get('/late', (req, res) => {
        res.write('early')
        change(req.session)
        res.end('late')
      }),
    requests: [{ path: '/late' }, { path: '/late' }],
    decisions: [
      ['+save modified', ...ORPHAN],
      ['+save modified', ...ORPHAN],
    ],
  },
  {
    name: 'flushHeaders, then save by hand: an orphan',
    routes: (app) =>
      app.get('/late', (req, res) => {
        res.flushHeaders()
        change(req.session)
        req.session.save(() => {
          res.end('late')
        })
      }),
    requests: [{ path: '/late' }],
    decisions: [['+save called-by-app', '-save already-saved', ...ORPHAN]],
  },
  {
    name: 'a known session changed after the headers is no orphan',
    routes: (app) =>
      app.get('/late', (req, res) => {
        res.flushHeaders()
        change(req.session)
        res.end('late')
      }),
    requests: [{}, { path: '/late' }],
    decisions: [[], ['+save modified', '-set-cookie browser-holds-id']],
  },
  {
    name: 'HEAD',
    requests: [{ method: 'HEAD' }, { method: 'HEAD' }],
    decisions: [['+save modified', '+set-cookie new-and-modified']],
  },
  {
    name: 'res.end in every form',
    routes: (app) => {
      app.get('/empty', (req, res) => {
        change(req.session)
        res.end()
      })
      app.get('/length', (req, res) => {
        change(req.session)
        res.setHeader('Content-Length', '5')
        res.end('hello')
      })
      app.get('/buffer', (req, res) => {
        change(req.session)
        res.setHeader('Content-Length', 5)
        res.end(Buffer.from('hello'))
      })
      app.get('/hex', (req, res) => {
        change(req.session)
        res.end('68656c6c6f', 'hex')
      })
      app.get('/twice', (req, res) => {
        change(req.session)
        res.end('once')
        res.end('twice')
      })
      app.get('/written', (req, res) => {
        change(req.session)
        res.writeHead(201, { 'X-Own': 'yes' })
        res.end('written')
      })
      app.get('/none', (req, res) => {
        change(req.session)
        res.status(204).end()
      })
      app.get('/callback', (req, res) => {
        change(req.session)
        res.end('called', () => undefined)
      })
    },
    requests: ['/empty', '/length', '/buffer', '/hex', '/twice', '/written', '/none', '/callback'].map(
      (path) => ({
        path,
        cookie: null,
      }),
    ),
    decisions: Array.from({ length: 8 }, () => ['+save modified', '+set-cookie new-and-modified']),
  },
  {
    name: 'a redirect, a json answer, an error page, nothing found',
    routes: (app) => {
      app.get('/redirect', (req, res) => {
        change(req.session)
        res.redirect('/views')
      })
      app.get('/json', (req, res) => void res.json(req.session))
      app.get('/error', () => {
        throw new Error('handler threw')
      })
    },
    requests: [{ path: '/redirect' }, { path: '/json' }, { path: '/error' }, { path: '/nothing' }],
    decisions: [['+save modified'], ['-save unmodified'], ['-save unmodified'], ['-save unmodified']],
  },
  {
    name: 'a file',
    routes: (app, kit) => app.use(kit.express.static(import.meta.dirname)),
    requests: [{ path: '/nothing.txt' }],
  },
]
