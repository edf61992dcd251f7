import type { Express, Request } from 'express'
import { at, route, type Case, type Kit, type Options, type Session, type Step } from './case.fixture'

const sessionOf = (req: Request): Session => at(req, 'session') as Session

/** Everything an app does with req.session. */
function routes(app: Express, kit: Kit): void {
  route(app, '/views', (req) => (sessionOf(req).views = Number(sessionOf(req).views ?? 0) + 1))
  route(app, '/look', (req) => sessionOf(req))
  route(app, '/quiet', () => 'quiet')
  route(app, '/same', (req) => (sessionOf(req).views = sessionOf(req).views))
  route(app, '/nested', (req) => {
    const nested = (sessionOf(req).nested ??= { n: 0 }) as { n: number }
    nested.n += 1
    return sessionOf(req)
  })
  route(app, '/flags', (req) => {
    const { isNew, isPopulated, isChanged } = sessionOf(req)
    return { isNew, isPopulated, isChanged, keys: Object.keys(sessionOf(req)) }
  })
  route(app, '/assign', (req) => Reflect.set(req, 'session', { fresh: true, isNew: 'mine' }))
  route(app, '/assign-empty', (req) => Reflect.set(req, 'session', {}))
  route(app, '/assign-bad', (req) => Reflect.set(req, 'session', 7))
  route(app, '/logout', (req) => Reflect.set(req, 'session', null))
  route(app, '/out-and-in', (req) => {
    Reflect.set(req, 'session', null)
    Reflect.set(req, 'session', { again: 1 })
    return String(at(req, 'session'))
  })
  route(app, '/late', (req, res) => {
    const session = sessionOf(req)
    res.send('sent')
    session.late = true
  })
  route(app, '/bigint', (req) => Object.keys(Object.assign(sessionOf(req), { big: 1n })))
  route(app, '/getter', (req) => {
    let read = 0
    Object.defineProperty(sessionOf(req), 'read', { enumerable: true, get: () => (read += 1) })
    kit.note('getter')
    return 'getter'
  })
  route(app, '/kinds', (req) => {
    Object.assign(sessionOf(req), { at: new Date(0), list: [1, undefined], fn: () => 1, cookie: { a: 1 } })
    return 'kinds'
  })
  route(app, '/big', (req) => (sessionOf(req).much = 'x'.repeat(4000)) && 'big')
  route(app, '/own-options', (req) => {
    Object.assign(at(req, 'sessionOptions') as Options, { maxAge: 5000, path: '/own-options' })
    sessionOf(req).own = true
    return JSON.stringify(at(req, 'sessionOptions'))
  })
  route(app, '/unsigned-once', (req) => {
    Object.assign(at(req, 'sessionOptions') as Options, { signed: false })
    return sessionOf(req)
  })
}

const changedValue = (cookie: string): string => cookie.replace(/=ey/, '=fy')
const withoutSignature = (cookie: string): string => cookie.replace(/; [^;]*\.sig=[^;]*/, '')

const SCRIPT: readonly Step[] = [
  { path: '/quiet' },
  { path: '/look' },
  { path: '/flags' },
  { path: '/views' },
  { path: '/views' },
  { path: '/same' },
  { path: '/flags' },
  { path: '/nested' },
  { path: '/nested' },
  { path: '/own-options' },
  { path: '/unsigned-once' },
  { path: '/look', tamper: changedValue },
  { path: '/look', tamper: withoutSignature },
  { path: '/views', tamper: changedValue },
  { path: '/look', cookie: 'session=%%%; session.sig=x; basket=' },
  { path: '/late' },
  { path: '/bigint' },
  { path: '/getter' },
  { path: '/kinds' },
  { path: '/look' },
  { path: '/big' },
  { path: '/assign' },
  { path: '/assign-empty' },
  { path: '/assign-bad' },
  { path: '/logout' },
  { path: '/look' },
  { path: '/out-and-in' },
  { path: '/views', headers: { 'x-forwarded-proto': 'https' } },
]

const options: Record<string, Options | ((kit: Kit) => Options)> = {
  'one key': { keys: ['cat'] },
  secret: { secret: 'cat' },
  'keys and secret': { keys: ['dog'], secret: 'cat' },
  'signed: false': { signed: false },
  'signed: false with keys': { signed: false, keys: ['cat'] },
  'no keys at all': {},
  'overwrite: false': { keys: ['cat'], overwrite: false },
  maxAge: { keys: ['cat'], maxAge: 60_000 },
  'maxAge: 0': { keys: ['cat'], maxAge: 0 },
  'maxAge: a text': { keys: ['cat'], maxAge: 'soon' },
  expires: { keys: ['cat'], expires: new Date(1_900_000_000_000) },
  'httpOnly: false': { keys: ['cat'], httpOnly: false },
  'secure: true': { keys: ['cat'], secure: true },
  'secure: false': { keys: ['cat'], secure: false },
  'sameSite: lax': { keys: ['cat'], sameSite: 'lax' },
  'sameSite: none': { keys: ['cat'], sameSite: 'none' },
  'sameSite: true': { keys: ['cat'], sameSite: true },
  'sameSite: nonsense': { keys: ['cat'], sameSite: 'nonsense' },
  path: { keys: ['cat'], path: '/views' },
  domain: { keys: ['cat'], domain: 'example.com' },
  name: { keys: ['cat'], name: 'basket' },
  'a name that needs escaping': { keys: ['cat'], name: 'a.b[c]' },
  'keys that are bytes': { keys: [Buffer.from('cat')] },
  'a keygrip': ({ Keygrip }) => ({ keys: new Keygrip(['cat', 'dog']) }),
  'a keygrip of its own algorithm': ({ Keygrip }) => ({ keys: new Keygrip(['cat'], 'sha256', 'hex') }),
  'keys that sign by themselves': {
    keys: { sign: (text: string) => `own-${String(text.length)}`, index: () => 1 },
  },
}

const EVERY_OPTION: readonly Case[] = Object.entries(options).map(([name, given]) => ({
  name: `cookie-session: ${name}`,
  make: (app, kit) => {
    try {
      app.use(kit.cookieSession(typeof given === 'function' ? given(kit) : { ...given }))
    } catch (error) {
      kit.note(`made: ${error instanceof Error ? error.message : ''}`)
    }
    routes(app, kit)
  },
  requests: SCRIPT,
}))

const usual = (keys: string[]): Pick<Case, 'make'> => ({
  make: (app, kit) => {
    app.use(kit.cookieSession({ keys }))
    routes(app, kit)
  },
})
const signedByDog = 'session=eyJ2aWV3cyI6MX0=; session.sig=_8F36KjqAAKwRPQLdlF2MZi-Jtc'

export const COOKIE_SESSION_CASES: readonly Case[] = [
  ...EVERY_OPTION,
  {
    name: 'cookie-session: what is decided, from the first request to the last',
    ...usual(['cat']),
    requests: [
      { path: '/quiet' },
      { path: '/look' },
      { path: '/views' },
      { path: '/look' },
      { path: '/nested' },
      { path: '/look', tamper: changedValue },
      { path: '/look', tamper: withoutSignature },
      { path: '/assign' },
      { path: '/bigint' },
      { path: '/late' },
      { path: '/logout' },
    ],
    decisions: [
      ['-load not-read', '-set-cookie not-read'],
      ['-load no-cookie', '+generate no-cookie', '-set-cookie new-and-empty'],
      ['-load no-cookie', '+generate no-cookie', '+set-cookie new-and-populated'],
      ['+load decoded', '-set-cookie unchanged'],
      ['+load decoded', '+set-cookie changed'],
      [
        '-load signature-invalid',
        '+generate signature-invalid',
        '+set-cookie signature-deleted',
        '-set-cookie new-and-empty',
      ],
      ['-load signature-missing', '+generate signature-missing', '-set-cookie new-and-empty'],
      ['-load replaced-unread', '+generate assigned', '+set-cookie assigned'],
      ['+load decoded', '-set-cookie cookie-invalid'],
      ['+load decoded', '-set-cookie unchanged', '-set-cookie changed-too-late'],
      ['-load replaced-unread', '+destroy set-to-null', '+set-cookie removed'],
    ],
  },
  {
    name: 'cookie-session: an older key',
    ...usual(['cat', 'dog']),
    requests: [{ path: '/look', cookie: signedByDog }],
    decisions: [['+load decoded', '+set-cookie signature-renewed', '-set-cookie unchanged']],
  },
  {
    name: 'cookie-session: genuine, but no JSON',
    ...usual(['cat']),
    requests: [{ path: '/look', cookie: 'session=bm9wZQ==; session.sig=7aMBYcIwKSlalClhBBwNoYaBiYo' }],
    decisions: [['-load undecodable', '+generate undecodable', '-set-cookie new-and-empty']],
  },
  {
    name: 'cookie-session: nothing is signed',
    make: (app, kit) => {
      app.use(kit.cookieSession({ signed: false }))
      routes(app, kit)
    },
    requests: [{ path: '/look', cookie: 'session=eyJ2aWV3cyI6MX0=' }],
    decisions: [['+load decoded-unsigned', '-set-cookie unchanged']],
  },
  {
    name: 'cookie-session: secure over plain http',
    make: (app, kit) => {
      app.use(kit.cookieSession({ keys: ['cat'], secure: true }))
      routes(app, kit)
    },
    requests: [{ path: '/views' }],
    decisions: [['-load no-cookie', '+generate no-cookie', '-set-cookie insecure-connection']],
  },
  {
    name: 'cookie-session: signed by the request, without keys',
    make: (app, kit) => {
      app.use(kit.cookieSession({ signed: false }))
      route(app, '/sign', (req) => {
        Object.assign(at(req, 'sessionOptions') as Options, { signed: true })
        return sessionOf(req)
      })
    },
    requests: [{ path: '/sign', cookie: 'session=eyJ2aWV3cyI6MX0=; session.sig=x' }],
    decisions: [['-load failed', '-set-cookie not-read']],
  },
  {
    name: 'cookie-session: two middlewares',
    make: (app, kit) => {
      app.use(kit.cookieSession({ name: 'one', keys: ['cat'] }))
      app.use((req, _res, next) => {
        Reflect.set(req, 'one', at(req, 'session'))
        next()
      })
      app.use(kit.cookieSession({ name: 'two', keys: ['cat'] }))
      routes(app, kit)
    },
    requests: [{ path: '/views' }, { path: '/views' }, { path: '/logout' }],
  },
]
