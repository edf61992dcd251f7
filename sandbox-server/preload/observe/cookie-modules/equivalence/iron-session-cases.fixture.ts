import type { Express, Request, Response } from 'express'
import { route, type Case, type IronSession, type Kit, type Options, type Step } from './case.fixture'

type Open = (req: Request, res: Response) => Promise<IronSession>

/** What save() does not take. */
function refused(app: Express, open: Open): void {
  route(app, '/big', async (req, res) => {
    const session = await open(req, res)
    session.much = 'x'.repeat(4000)
    await session.save()
  })
  route(app, '/bigint', async (req, res) => {
    const session = await open(req, res)
    session.big = 1n
    await session.save()
  })
}

/** Everything an app does with a session of iron-session. */
function routes(app: Express, kit: Kit, given: Options): void {
  const open: Open = (req, res) => kit.getIronSession(req, res, given)
  route(app, '/views', async (req, res) => {
    const session = await open(req, res)
    session.views = Number(session.views ?? 0) + 1
    await session.save()
    return session
  })
  route(app, '/look', open)
  route(app, '/unsaved', async (req, res) => {
    const session = await open(req, res)
    session.unsaved = true
    return session
  })
  route(app, '/late', async (req, res) => {
    const session = await open(req, res)
    session.late = true
    res.send('sent')
    await session.save().catch((error: unknown) => {
      kit.note(String(error))
    })
  })
  route(app, '/twice', async (req, res) => {
    const session = await open(req, res)
    session.once = true
    await session.save()
    session.twice = true
    await session.save()
    return session
  })
  route(app, '/destroy', async (req, res) => {
    const session = await open(req, res)
    session.destroy()
    return session
  })
  route(app, '/config', async (req, res) => {
    const session = await open(req, res)
    session.updateConfig({ ...given, ttl: 300, cookieOptions: { secure: false, path: '/config' } })
    session.configured = true
    await session.save()
    return Object.keys(session)
  })
  refused(app, open)
  route(app, '/store', async () => {
    const set: unknown[] = []
    const store = { get: () => undefined, set: (...cookie: unknown[]) => set.push(cookie) }
    const session = await kit.getIronSession(store, given)
    session.views = 1
    await session.save()
    session.updateConfig({ ...given, ttl: 90 })
    session.more = 'x'
    await session.save()
    session.destroy()
    return set
  })
}

const changed = (cookie: string): string => cookie.replace(/.{6}~2$/, 'AAAAAA~2')

const SCRIPT: readonly Step[] = [
  { path: '/look' },
  { path: '/views' },
  { path: '/views' },
  { path: '/look' },
  { path: '/unsaved' },
  { path: '/late' },
  { path: '/twice' },
  { path: '/config' },
  { path: '/look', tamper: changed },
  { path: '/look', cookie: 'is=Fe26.2*x~2' },
  { path: '/look', cookie: 'is=nonsense' },
  { path: '/views', tamper: changed },
  { path: '/big' },
  { path: '/bigint' },
  { path: '/store' },
  { path: '/destroy' },
  { path: '/views', cookie: null },
  { path: '/look', advance: 200_000 },
  { path: '/look', advance: 20 * 24 * 3_600_000 },
]

const CAT = 'cat'.repeat(11)
const DOG = 'dog'.repeat(11)
const open = { secure: false }
const options: Record<string, Options> = {
  'one password': { cookieName: 'is', password: CAT, cookieOptions: open },
  'passwords by id': { cookieName: 'is', password: { 1: DOG, 2: CAT }, cookieOptions: open },
  'passwords by word': { cookieName: 'is', password: { old: DOG, new: CAT } },
  'ttl: 0': { cookieName: 'is', password: CAT, ttl: 0, cookieOptions: open },
  ttl: { cookieName: 'is', password: CAT, ttl: 120, cookieOptions: open },
  'cookieOptions.maxAge': { cookieName: 'is', password: CAT, cookieOptions: { ...open, maxAge: 100 } },
  'cookieOptions.maxAge: undefined': {
    cookieName: 'is',
    password: CAT,
    cookieOptions: { ...open, maxAge: undefined },
  },
  'flags and domain': {
    cookieName: 'is',
    password: CAT,
    cookieOptions: { secure: true, httpOnly: false, sameSite: 'strict', domain: 'example.com', path: '/look' },
  },
  'no cookie options': { cookieName: 'is', password: CAT },
  'a password that is too short': { cookieName: 'is', password: 'short' },
  'no password': { cookieName: 'is' },
  'no name': { password: CAT },
}

const EVERY_OPTION: readonly Case[] = Object.entries(options).map(([name, given]) => ({
  name: `iron-session: ${name}`,
  make: (app, kit) => {
    routes(app, kit, given)
  },
  requests: SCRIPT,
}))

const named = { cookieName: 'is', cookieOptions: open }
const MISSING = ['-load no-cookie', '+generate no-cookie']

export const IRON_SESSION_CASES: readonly Case[] = [
  ...EVERY_OPTION,
  {
    name: 'iron-session: what is decided, from the first request to the last',
    make: (app, kit) => {
      routes(app, kit, { ...named, password: CAT, ttl: 120 })
    },
    requests: [
      { path: '/look' },
      { path: '/views' },
      { path: '/look' },
      { path: '/unsaved' },
      { path: '/late' },
      { path: '/twice' },
      { path: '/big' },
      { path: '/bigint' },
      { path: '/look', tamper: changed },
      { path: '/look', cookie: 'is=a*b~2' },
      { path: '/look', cookie: 'is=a*1*3*4*5*6*7*8~2' },
      { path: '/look', advance: 200_000 },
      { path: '/destroy' },
    ],
    decisions: [
      [...MISSING, '-set-cookie unchanged'],
      [...MISSING, '+set-cookie called-by-app'],
      ['+load opened', '-set-cookie unchanged'],
      ['+load opened', '-set-cookie not-saved'],
      ['+load opened', '-set-cookie headers-already-sent'],
      ['+load opened', '+set-cookie called-by-app', '+set-cookie called-by-app'],
      ['+load opened', '-set-cookie too-long'],
      ['+load opened', '-set-cookie cookie-invalid'],
      ['-load seal-invalid', '+generate seal-invalid', '-set-cookie unchanged'],
      ['-load malformed', '+generate malformed', '-set-cookie unchanged'],
      ['-load failed'],
      ['-load seal-expired', '+generate seal-expired', '-set-cookie unchanged'],
      ['-load seal-expired', '+generate seal-expired', '+destroy called-by-app', '+set-cookie destroyed'],
    ],
  },
  {
    name: 'iron-session: a new password takes over, and an old one leaves',
    make: (app, kit) => {
      const turn = (path: string, password: unknown) => {
        route(app, path, async (req, res) => {
          const session = await kit.getIronSession(req, res, { ...named, password })
          session[path] = true
          await session.save()
          return session
        })
      }
      turn('/first', CAT)
      turn('/both', { 1: CAT, 2: DOG })
      turn('/second', { 2: DOG })
    },
    requests: [{ path: '/first' }, { path: '/both' }, { path: '/second' }, { path: '/first' }],
    decisions: [
      [...MISSING, '+set-cookie called-by-app'],
      ['+load opened', '+set-cookie called-by-app'],
      ['+load opened', '+set-cookie called-by-app'],
      ['-load password-unknown', '+generate password-unknown', '+set-cookie called-by-app'],
    ],
  },
]
