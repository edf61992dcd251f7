import type { Express, Request } from 'express'
import { at, route, type Case, type Kit, type Options, type SealedSession, type Step } from './case.fixture'

/** Everything an app does with a session of client-sessions. */
function routes(app: Express, key: string): void {
  const sessionOf = (req: Request): SealedSession => at(req, key) as SealedSession
  route(app, '/views', (req) => (sessionOf(req).views = Number(sessionOf(req).views ?? 0) + 1))
  route(app, '/look', (req) => sessionOf(req))
  route(app, '/quiet', () => 'quiet')
  route(app, '/nested', (req) => {
    const nested = (sessionOf(req).nested ??= { n: 0 }) as { n: number }
    nested.n += 1
    return sessionOf(req)
  })
  route(app, '/reset', (req) => {
    sessionOf(req).reset()
  })
  route(app, '/reset-keep', (req) => {
    sessionOf(req).reset(['views'])
  })
  route(app, '/destroy', (req) => {
    sessionOf(req).destroy()
  })
  route(app, '/duration', (req) => {
    sessionOf(req).setDuration(5000)
  })
  route(app, '/ephemeral', (req) => {
    sessionOf(req).setDuration(5000, true)
  })
  route(app, '/assign', (req) => Reflect.set(req, key, { fresh: true }))
  route(app, '/assign-bad', (req) => Reflect.set(req, key, null))
  route(app, '/big', (req) => (sessionOf(req).much = 'x'.repeat(5000)) && 'big')
  route(app, '/late', (req, res) => {
    const session = sessionOf(req)
    res.send('sent')
    session.late = true
  })
  route(app, '/kinds', (req) => {
    Object.assign(sessionOf(req), { at: new Date(0), fn: () => 1, cookie: { a: 1 } })
    return 'kinds'
  })
  route(app, '/head', (req, res) => {
    sessionOf(req).head = true
    res.writeHead(201, { 'x-own': 'yes' })
    res.end('written')
  })
}

const changed = (cookie: string): string => cookie.replace(/\.(\d)/, '.9$1')
const cutShort = (cookie: string): string => cookie.slice(0, 40)

const SCRIPT: readonly Step[] = [
  { path: '/quiet' },
  { path: '/look' },
  { path: '/views' },
  { path: '/views' },
  { path: '/look' },
  { path: '/look', advance: 30_000 },
  { path: '/nested' },
  { path: '/look', tamper: changed },
  { path: '/look', tamper: cutShort },
  { path: '/look', cookie: 's=a.b.c.d.e; session_state=%.%.1.2.%; other=x' },
  { path: '/views', tamper: changed },
  { path: '/duration' },
  { path: '/look', advance: 6000 },
  { path: '/ephemeral' },
  { path: '/views' },
  { path: '/reset-keep' },
  { path: '/look' },
  { path: '/reset' },
  { path: '/look' },
  { path: '/kinds' },
  { path: '/late' },
  { path: '/head' },
  { path: '/assign' },
  { path: '/assign-bad' },
  { path: '/big' },
  { path: '/destroy' },
  { path: '/duration', cookie: null },
  { path: '/look', advance: 100_000_000 },
]

const SECRET = { secret: 'a secret of some length' }
const KEYS = { encryptionKey: Buffer.alloc(32, 1), signatureKey: Buffer.alloc(64, 2) }
const options: Record<string, Options> = {
  'a secret': SECRET,
  cookieName: { ...SECRET, cookieName: 's' },
  requestKey: { ...SECRET, cookieName: 's', requestKey: 'mine' },
  duration: { ...SECRET, duration: 20_000 },
  'activeDuration: 0': { ...SECRET, duration: 60_000, activeDuration: 0 },
  activeDuration: { ...SECRET, duration: 60_000, activeDuration: 50_000 },
  ephemeral: { ...SECRET, cookie: { ephemeral: true } },
  'cookie.maxAge': { ...SECRET, cookie: { maxAge: 60_000 } },
  'ephemeral with maxAge': { ...SECRET, cookie: { ephemeral: true, maxAge: 1 } },
  'httpOnly: false': { ...SECRET, cookie: { httpOnly: false } },
  'secure: true': { ...SECRET, cookie: { secure: true } },
  secureProxy: { ...SECRET, cookie: { secureProxy: true } },
  path: { ...SECRET, cookie: { path: '/views' } },
  'keys of its own': KEYS,
  'other algorithms': {
    ...SECRET,
    encryptionKey: Buffer.alloc(16, 3),
    encryptionAlgorithm: 'AES128',
    signatureAlgorithm: 'sha256-drop128',
  },
  'no secret': {},
  'a bad algorithm': { ...SECRET, encryptionAlgorithm: 'rot13' },
  'a name with =': { ...SECRET, cookieName: 'a=b' },
}

const EVERY_OPTION: readonly Case[] = Object.entries(options).map(([name, given]) => ({
  name: `client-sessions: ${name}`,
  make: (app, kit) => {
    use(app, kit, { ...given, ...(given.cookie ? { cookie: { ...given.cookie } } : {}) })
    const { requestKey, cookieName = 'session_state' } = given
    routes(app, typeof requestKey === 'string' ? requestKey : (cookieName as string))
  },
  requests: SCRIPT,
}))

function use(app: Express, kit: Kit, given: Options): void {
  try {
    app.use(kit.clientSessions(given))
  } catch (error) {
    kit.note(`made: ${error instanceof Error ? error.message : ''}`)
  }
}

function simple(given: Options): Pick<Case, 'make'> {
  return {
    make: (app, kit) => {
      use(app, kit, { ...SECRET, cookieName: 's', ...given })
      routes(app, 's')
    },
  }
}

export const CLIENT_SESSIONS_CASES: readonly Case[] = [
  ...EVERY_OPTION,
  {
    name: 'client-sessions: what is decided, from the first request to the last',
    ...simple({ duration: 60_000, activeDuration: 20_000 }),
    requests: [
      { path: '/quiet' },
      { path: '/look' },
      { path: '/views' },
      { path: '/look' },
      { path: '/nested' },
      { path: '/look', advance: 50_000 },
      { path: '/look', tamper: changed },
      { path: '/duration' },
      { path: '/late' },
      { path: '/reset' },
      { path: '/look' },
      { path: '/assign' },
      { path: '/look', advance: 100_000 },
      { path: '/look', tamper: cutShort },
    ],
    decisions: [
      ['-load not-read', '-set-cookie not-read'],
      ['-load no-cookie', '+generate no-cookie', '-set-cookie new-and-empty'],
      ['-load no-cookie', '+generate no-cookie', '+set-cookie new-and-populated'],
      ['+load opened', '-set-cookie unchanged'],
      ['+load opened', '+set-cookie changed'],
      ['+load opened', '+set-cookie active-duration'],
      ['-load seal-invalid', '+generate seal-invalid', '+set-cookie load-failed'],
      ['+load opened', '+set-cookie duration-set'],
      ['+load opened', '+set-cookie active-duration', '-set-cookie changed-too-late'],
      ['+load opened', '+destroy reset', '+set-cookie reset'],
      ['+load opened', '-set-cookie unchanged'],
      ['-load replaced-unread', '+generate assigned', '+set-cookie assigned'],
      ['-load duration-over', '+generate duration-over', '+set-cookie duration-over'],
      ['-load malformed', '+generate malformed', '+set-cookie load-failed'],
    ],
  },
  {
    name: 'client-sessions: secure over plain http',
    ...simple({ cookie: { secure: true } }),
    requests: [{ path: '/views' }],
    decisions: [['+skip middleware-failed']],
  },
  {
    name: 'client-sessions: two cookies, and one sealed for the other',
    make: (app, kit) => {
      use(app, kit, { ...SECRET, cookieName: 's' })
      use(app, kit, { ...SECRET, cookieName: 'other' })
      use(app, kit, { ...SECRET, cookieName: 'other' })
      routes(app, 's')
      route(app, '/other', (req) => {
        const session = at(req, 'other') as SealedSession
        session.seen = true
        return session
      })
    },
    requests: [
      { path: '/views' },
      { path: '/other' },
      { path: '/look', tamper: (cookie) => cookie.replace(/^.*other=/, 's=') },
    ],
    decisions: [
      [
        '-load no-cookie',
        '+generate no-cookie',
        '+set-cookie new-and-populated',
        '+skip already-has-session',
        '-load not-read',
        '-set-cookie not-read',
      ],
      [
        '-load no-cookie',
        '+generate no-cookie',
        '+set-cookie new-and-populated',
        '+skip already-has-session',
        '-load not-read',
        '-set-cookie not-read',
      ],
      [
        '-load other-cookie',
        '+generate other-cookie',
        '+set-cookie load-failed',
        '+skip already-has-session',
        '-load not-read',
        '-set-cookie not-read',
      ],
    ],
  },
]
