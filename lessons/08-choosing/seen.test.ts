import { describe, expect, it } from 'vitest'
import { Told } from '../kit/fixtures/told'
import { predictions } from './predictions'
import { replays } from './seen'
import { tasks } from './tasks'

const DATA = { session: 'eyJ1c2VyIjoiQWxpY2UifQ==', sig: 'Z-1G' }
const COOKIE = `session=${DATA.session}; session.sig=${DATA.sig}`
const SETS = [`session=${DATA.session}; path=/`, `session.sig=${DATA.sig}; path=/`]
const COOKIE_SESSION = { library: 'cookie-session', load: 'decoded' } as const
const RECORD = { cookie: 'connect.sid=s%3Aa.b', sid: 'a', store: 'RedisStore' }

/** Alice signs in with cookie-session and logs out. */
const leftWithCookie = (told = new Told().run()) =>
  told
    .visit({ method: 'POST', path: '/login/Alice', sets: SETS, text: 'Hello Alice' })
    .add({ type: 'cookie.judged', exchange: 'x1', browser: 'alice', verdict: KEPT })
    .visit({ ...COOKIE_SESSION, method: 'POST', path: '/logout', cookie: COOKIE })
    .add({
      type: 'cookie.judged',
      exchange: 'x2',
      browser: 'alice',
      verdict: { ...KEPT, direction: 'out', outcome: 'sent' },
    })
const KEPT = {
  direction: 'in',
  outcome: 'stored',
  code: 'stored',
  rule: '',
  section: '',
  sentence: '',
  name: 'session.sig',
  value: DATA.sig,
  raw: null,
} as const
const leftWithRecord = () =>
  new Told()
    .run()
    .visit({ method: 'POST', path: '/login/Alice', store: 'RedisStore', sets: ['connect.sid=s%3Aa.b; Path=/'] })
    .visit({ ...RECORD, method: 'POST', path: '/logout', load: 'record-found' })

const believed = (told: Told) => replays(told.trace).map((one) => one.believed)
const predicted = ({ trace }: Told) => predictions.find(({ id }) => id === 'old-cookie')?.judge(trace)?.option

describe('an old cookie-session cookie', () => {
  it.each([
    ['/me', 'You are Alice'],
    ['/', 'Visit 1'],
  ])('opens her page at %s, whatever it counts', (path, text) => {
    const told = leftWithCookie().visit({ ...COOKIE_SESSION, browser: 'bob', path, cookie: COOKIE, text })
    expect(believed(told)).toEqual([true])
    expect(predicted(told)).toBe('page')
  })

  it('is no theft in the hands of its owner, who may sign in again with the same data', () => {
    const told = leftWithCookie()
      .visit({ method: 'POST', path: '/login/Alice', sets: SETS })
      .visit({ ...COOKIE_SESSION, cookie: COOKIE, text: 'Visit 1' })
    expect(believed(told)).toEqual([])
  })

  it('is no theft where the same data made the same cookie for somebody else', () => {
    const told = leftWithCookie()
      .visit({ browser: 'bob', method: 'POST', path: '/login/Alice', sets: SETS })
      .visit({ ...COOKIE_SESSION, browser: 'bob', path: '/me', cookie: COOKIE, text: 'You are Alice' })
    expect(believed(told)).toEqual([])
  })

  it('is not tried without its signature, nor by an app that keeps records', () => {
    const half = { browser: 'bob', path: '/me', cookie: `session=${DATA.session}` }
    const half2 = leftWithCookie().visit({ ...half, library: 'cookie-session', load: 'signature-missing' })
    expect(believed(half2)).toEqual([])
    const other = leftWithCookie()
      .run()
      .visit({ browser: 'bob', path: '/me', cookie: COOKIE, load: 'no-cookie' })
    expect(believed(other)).toEqual([])
  })
})

describe('an old cookie whose record is gone', () => {
  const late = { ...RECORD, load: 'record-missing', text: 'Visit 1' }

  it('opens nothing for a thief', () => {
    expect(believed(leftWithRecord().visit({ ...late, browser: 'bob' }))).toEqual([false])
  })

  it('is no theft when Alice herself comes back', () => {
    expect(believed(leftWithRecord().visit(late))).toEqual([])
  })
})

describe('an app that did not start', () => {
  const hint = (message: string) => {
    const place = { file: null, line: null, column: null, hint: null, stack: null }
    const fault = { code: 'uncaught' as const, message, ...place }
    const told = new Told().add({ type: 'run.started', run: 1, reason: 'run' })
    return tasks[0]?.check(told.add({ type: 'run.failed', run: 1, fault }).trace).hint
  }

  it.each(['PLACES[STORE] is not a function', 'redis is not defined'])('answers %s', (message) => {
    expect(hint(message)).toContain('knows no such place')
  })

  it('says that there is no MongoDB, and not where one was stopped', () => {
    expect(hint('connect ECONNREFUSED 127.0.0.1:27017')).toContain('no MongoDB server')
    expect(hint('connect ECONNREFUSED 127.0.0.1:5432')).toContain('Start it on the store card')
  })

  it.each(['app.gett is not a function', 'expres is not defined'])('lets %s speak for itself', (message) => {
    expect(hint(message)).toContain(message)
  })
})
