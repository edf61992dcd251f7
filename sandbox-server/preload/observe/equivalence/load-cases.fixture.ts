import type { SessionData } from 'express-session'
import type { Case } from './case.fixture'
import { sign } from './kit.fixture'

const cookie = (sid: string, secret: string, name = 'connect.sid'): string => `${name}=${sign(sid, secret)}`
const NEW = (reason: string): string[] => [`-load ${reason}`, `+generate ${reason}`]

/** Which cookie is believed, and what the store has under it. */
export const LOAD_CASES: readonly Case[] = [
  {
    name: 'no cookie, then the one that was set',
    requests: [{}, {}],
    decisions: [NEW('no-cookie'), ['+load record-found']],
    observed: [
      { type: 'session.cookie', raw: null, signature: 'absent', sid: null },
      { type: 'session.cookie', signature: 'valid', sid: 'id-1', secretIndex: 0, name: 'connect.sid' },
      { type: 'session', moment: 'before', sid: 'id-1', data: { views: 1 } },
      { type: 'session', moment: 'after', sid: 'id-1', data: { views: 2 } },
      { type: 'store.answered', op: 'get', sid: 'id-1', outcome: 'hit' },
    ],
  },
  {
    name: 'a cookie without a signature',
    requests: [{ cookie: 'connect.sid=id-9' }],
    decisions: [NEW('cookie-unsigned')],
    observed: [{ type: 'session.cookie', raw: 'id-9', signature: 'unsigned', sid: null }],
  },
  {
    name: 'a forged signature',
    requests: [{ cookie: cookie('id-9', 'dog') }],
    decisions: [NEW('signature-invalid')],
    observed: [{ type: 'session.cookie', signature: 'invalid', sid: null, secretIndex: null }],
  },
  {
    name: 'a genuine cookie without a record',
    requests: [{ cookie: cookie('id-9', 'cat') }],
    decisions: [[...NEW('record-missing'), '+set-cookie new-and-modified']],
    observed: [{ type: 'store.answered', op: 'get', sid: 'id-9', outcome: 'miss' }],
  },
  { name: 'an empty cookie', requests: [{ cookie: 'connect.sid=' }], decisions: [NEW('no-cookie')] },
  { name: 'an empty id', requests: [{ cookie: cookie('', 'cat') }], decisions: [NEW('empty-id')] },
  { name: 'some other cookie', requests: [{ cookie: 'a=b; c="d"' }], decisions: [NEW('no-cookie')] },
  {
    name: 'several secrets: the second one verifies, the first one signs',
    options: { secret: ['new', 'cat'] },
    routes: (app, kit) => {
      app.get('/put', (_req, res) => {
        const record = JSON.parse('{"cookie":{"originalMaxAge":null}}') as SessionData
        kit.store().set('id-9', record, () => res.send('put'))
      })
    },
    requests: [{ path: '/put' }, { cookie: cookie('id-9', 'cat') }, { cookie: cookie('id-9', 'old') }],
    decisions: [[], ['+load record-found'], NEW('signature-invalid')],
    observed: [{ type: 'session.cookie', signature: 'valid', secretIndex: 1 }],
  },
  {
    name: 'another cookie name',
    options: { name: 'sid' },
    requests: [{}, {}, { cookie: cookie('id-1', 'cat') }],
    decisions: [NEW('no-cookie'), ['+load record-found'], NEW('no-cookie')],
  },
  {
    name: 'req.secret and req.cookies as cookie-parser leaves them',
    setup: (app) => {
      app.use((req, _res, next) => {
        Object.assign(req, { secret: 'parser' })
        req.cookies = { 'connect.sid': decodeURIComponent(sign('id-9', 'cat')) }
        req.signedCookies = {}
        next()
      })
    },
    requests: [{ cookie: null }],
    decisions: [NEW('record-missing')],
    observed: [{ type: 'session.cookie', signature: 'valid', sid: 'id-9', secretIndex: 0 }],
  },
  {
    name: 'a signed cookie that cookie-parser verified',
    setup: (app) => {
      app.use((req, _res, next) => {
        req.signedCookies = { 'connect.sid': 'id-9' }
        next()
      })
    },
    requests: [{ cookie: null }],
    decisions: [NEW('record-missing')],
    observed: [{ type: 'session.cookie', signature: 'valid', sid: 'id-9', secretIndex: null }],
  },
  {
    name: 'a cookie that is not a string',
    setup: (app) => {
      app.use((req, _res, next) => {
        req.cookies = { 'connect.sid': { a: 1 } }
        next()
      })
    },
    requests: [{ cookie: null }],
  },
  {
    name: 'no secret at all',
    options: { secret: undefined },
    requests: [{}],
    decisions: [['+skip no-secret']],
  },
  {
    name: 'the path is outside the cookie',
    options: { cookie: { path: '/admin' } },
    requests: [{}, { path: '/look' }],
    decisions: [['+skip path-mismatch'], ['+skip path-mismatch']],
    observed: [
      { type: 'decision', facts: { requestPath: '/look', cookiePath: '/admin', cookieName: 'connect.sid' } },
    ],
  },
  {
    name: 'two session middlewares',
    setup: (app, kit) => {
      app.use(kit.session({ secret: 'first', resave: false, saveUninitialized: true, genid: () => 'first-1' }))
    },
    requests: [{}, {}],
    decisions: [
      ['-load no-cookie', '+generate no-cookie', '+skip already-has-session'],
      ['+load record-found', '+skip already-has-session'],
    ],
  },
  {
    name: 'genid that depends on the request, and an id that is not a string',
    options: {
      genid: (req: { url: string }) => (req.url === '/number' ? 7 : `by-${req.url.length.toString()}`),
    },
    routes: (app) => app.get('/number', (_req, res) => void res.send('number')),
    requests: [{}, { path: '/number', cookie: null }],
    decisions: [
      ['+save modified', '+set-cookie new-and-modified'],
      ['-save bogus-id', '-touch bogus-id', '-set-cookie bogus-id'],
    ],
    store: (kit) => new kit.stores.TouchStore(),
  },
  {
    name: 'genid that throws',
    options: {
      genid: () => {
        throw new Error('no id today')
      },
    },
    requests: [{}],
  },
]
