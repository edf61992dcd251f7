import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Snapshot, type StoreRecord } from '../../../protocol/snapshot'
import { CookieJar } from '../../browsers/jar'
import { ownPlace } from '../../browsers/own-place'
import { requestContext } from '../../browsers/request-context'
import type { MadeStore } from '../made-store'
import { CookieInspector } from './cookie'
import { sealModules } from './seal-modules'

const runtime = join(import.meta.dirname, '../../runtime')
const fromRuntime = createRequire(join(runtime, 'package.json'))
type Keygrip = new (keys: unknown[], algorithm?: string, encoding?: string) => { sign(text: string): string }
const Keygrip = fromRuntime('keygrip') as Keygrip
const sealed = fromRuntime('client-sessions') as { util: { encode(...args: unknown[]): string } }
const iron = fromRuntime('iron-session') as { sealData(data: unknown, options: unknown): Promise<string> }

const NOW = Date.parse('2027-01-15T08:00:00Z')
const context = requestContext('GET', new URL('http://localhost:3000/'), null)
const CAT = 'cat'.repeat(11)
const DOG = 'dog'.repeat(11)

let jar: CookieJar
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  jar = new CookieJar(() => Date.now())
})
afterEach(() => {
  vi.useRealTimers()
})

function inspect(made: MadeStore[]): CookieInspector {
  return new CookieInspector({
    jars: {
      jars: () => [
        { browser: 'alice', cookies: jar.list() },
        { browser: 'bob', cookies: [] },
      ],
      header: (_browser, cookie) => {
        const visit = ownPlace(cookie, false)
        return visit && jar.headerFor(visit)
      },
      remove: (browser, cookies) => browser === 'alice' && jar.remove(cookies) > 0,
      replace: (browser, cookie, value) => browser === 'alice' && jar.replace(cookie, value) === 'replaced',
    },
    made: () => made,
    modules: sealModules(runtime),
    now: () => Date.now(),
  })
}

const set = (line: string): void => {
  jar.receive(line, context)
}
const base64 = (data: unknown): string => Buffer.from(JSON.stringify(data)).toString('base64')

function setSigned(data: unknown, key: unknown, flags = ''): void {
  const value = base64(data)
  set(`basket=${value}${flags}`)
  set(`basket.sig=${new Keygrip([key]).sign(`basket=${value}`)}${flags}`)
}

const SIGNED: MadeStore = { store: 'cookie-session', options: { name: 'basket', keys: ['new', 'old'] } }
const BOXED: MadeStore = { store: 'client-sessions', options: { name: 's', secret: CAT } }
const IRON: MadeStore = { store: 'iron-session', options: { name: 'is', password: { 1: CAT, 2: DOG } } }

async function records(inspector: CookieInspector): Promise<StoreRecord[]> {
  const snapshots = await inspector.read()
  for (const snapshot of snapshots) expect(Snapshot.safeParse(snapshot).error).toBeUndefined()
  return snapshots[0]?.records ?? []
}

describe('jars', () => {
  it('are no store as long as no module says that its session lives in a cookie', async () => {
    setSigned({ views: 1 }, 'new')
    expect(await inspect([]).read()).toEqual([])
    const memory = { store: 'MemoryStore', options: { name: 'basket' } }
    expect(await inspect([memory]).read()).toEqual([])
  })

  it('are shown on while an app starts anew, and are empty once it keeps its sessions elsewhere', async () => {
    setSigned({ views: 1 }, 'new')
    const made = [SIGNED]
    const inspector = inspect(made)
    expect(await records(inspector)).toHaveLength(1)
    made.pop()
    expect(await records(inspector)).toHaveLength(1)
    made.push({ store: 'MemoryStore', options: {} })
    const [alice] = await inspector.read()
    expect(alice).toMatchObject({ engine: 'Alice’s jar', records: [], total: 0 })
  })

  it('are shown one by one, the empty ones too', async () => {
    setSigned({ views: 1 }, 'new')
    const [alice, bob] = await inspect([SIGNED]).read()
    expect(alice).toMatchObject({ kind: 'cookie', engine: 'Alice’s jar', instance: null, total: 1 })
    expect(bob).toMatchObject({ engine: 'Bob’s jar', records: [], total: 0 })
  })

  it('show what the app announced, not what looks like it', async () => {
    setSigned({ views: 1 }, 'new')
    set(`other=${base64({ views: 2 })}`)
    expect((await records(inspect([SIGNED]))).map(({ sid }) => sid)).toEqual(['alice/basket'])
  })

  it('show a cookie until its own end, and reading does not take it out', async () => {
    setSigned({ views: 1 }, 'new', '; Max-Age=60')
    const inspector = inspect([SIGNED])
    expect((await records(inspector))[0]?.expires).toBe(new Date(NOW + 60_000).toISOString())
    const first = JSON.stringify(await inspector.read())
    vi.setSystemTime(NOW + 59_999)
    expect(JSON.stringify(await inspector.read())).toBe(first)
    vi.setSystemTime(NOW + 60_000)
    expect(await records(inspector)).toEqual([])
    expect(jar.list()).toHaveLength(2)
  })

  it('tell two cookies of one name by their place', async () => {
    set(`basket=${base64({ at: 'root' })}`)
    set(`basket=${base64({ at: 'shop' })}; Path=/shop`)
    const found = await records(inspect([SIGNED]))
    expect(found.map(({ sid }) => sid)).toEqual(['alice/basket', 'alice/basket of localhost/shop'])
    expect(new Set(found.map(({ sid }) => sid)).size).toBe(2)
  })

  it('are found and paged by id and value', async () => {
    set(`basket=${base64({ views: 1 })}`)
    set('s=x.y.z.1.2')
    const inspector = inspect([SIGNED, BOXED])
    const page = (find: string, offset = 0) => inspector.page({ engine: 'Alice’s jar', offset, limit: 1, find })
    expect(await page('')).toMatchObject({ total: 2, records: [{ sid: 'alice/basket' }] })
    expect(await page('', 1)).toMatchObject({ total: 2, records: [{ sid: 'alice/s' }] })
    expect(await page('x.y')).toMatchObject({ total: 1, records: [{ sid: 'alice/s' }] })
    expect(await inspector.page({ engine: 'Carol’s jar', offset: 0, limit: 1, find: '' })).toBeNull()
  })
})

describe('cookie-session', () => {
  it('is decoded, with the bytes it costs', async () => {
    setSigned({ views: 1, user: { name: 'Zoë' } }, 'new')
    const value = base64({ views: 1, user: { name: 'Zoë' } })
    const [record] = await records(inspect([SIGNED]))
    expect(record).toMatchObject({
      sid: 'alice/basket',
      data: { views: 1, user: { name: 'Zoë' } },
      raw: value,
      bytes: 'basket'.length + value.length,
      where: 'cookie basket of alice',
      native: { sealed: false, signature: 'valid with keys[0]' },
    })
    const header = `basket=${value}; basket.sig=${new Keygrip(['new']).sign(`basket=${value}`)}`
    expect(record?.native?.['bytes of the Cookie header']).toBe(header.length)
  })

  it.each([
    ['another on the way to its path', 'mine=1; Path=/shop', true],
    ['no other whose path only begins alike', 'mine=1; Path=/sh', false],
    ['no secure one over plain http', 'mine=1; Secure', false],
    ['one of the whole domain', 'mine=1; Domain=lab.test', true],
  ])('travels with %s', async (_what, line, along) => {
    const page = (scheme: string) => requestContext('GET', new URL(`${scheme}://www.lab.test/shop/cart`), null)
    const value = base64({ views: 1 })
    jar.receive(`basket=${value}; Path=/shop/cart`, page('http'))
    jar.receive(line, page('https'))
    const [record] = await records(inspect([SIGNED]))
    const bytes = `basket=${value}`.length + (along ? '; mine=1'.length : 0)
    expect(record?.native?.['bytes of the Cookie header']).toBe(bytes)
  })

  it.each([
    ['valid with keys[1]', 'old', {}],
    ['invalid', 'stolen', {}],
    ['not checked: the keys are not known here', 'new', { keys: '[Signer]' }],
    ['none: the option signed is false', 'new', { signed: false, keys: null }],
    ['valid with keys[0]', Buffer.from('new'), { keys: [{ base64: Buffer.from('new').toString('base64') }] }],
  ])('says of its signature: %s', async (signature, key, options) => {
    setSigned({ views: 1 }, key)
    const [record] = await records(inspect([{ ...SIGNED, options: { ...SIGNED.options, ...options } }]))
    expect(record?.native?.signature).toBe(signature)
  })

  it('checks a signature of another algorithm', async () => {
    const value = base64({ views: 1 })
    set(`basket=${value}`)
    set(`basket.sig=${new Keygrip(['new'], 'sha256', 'hex').sign(`basket=${value}`)}`)
    const made = (algorithm: string): MadeStore => ({
      ...SIGNED,
      options: { ...SIGNED.options, algorithm, encoding: 'hex' },
    })
    expect((await records(inspect([made('sha256')])))[0]?.native?.signature).toBe('valid with keys[0]')
    expect((await records(inspect([made('rot13')])))[0]?.native?.signature).toMatch(/^not checked/)
  })

  it('says when the signature is missing, and that the cookie is then worth nothing', async () => {
    set(`basket=${base64({ views: 1 })}`)
    const [record] = await records(inspect([SIGNED]))
    expect(record?.native).toMatchObject({ signature: 'missing' })
    expect(record?.native?.['a thief could replay until']).toMatch(/^never/)
  })

  it.each(['%%%', 'bm9wZQ==', '7', 'A'.repeat(4000)])(
    'is shown raw when it holds no object: %#',
    async (value) => {
      set(`basket=${value}`)
      const [record] = await records(inspect([SIGNED]))
      expect(record?.raw).toBe(value)
    },
  )
})

describe('client-sessions', () => {
  const options = () => ({ cookieName: 's', secret: CAT })

  it('is opened with the secret of the app', async () => {
    set(`s=${sealed.util.encode(options(), { views: 1 }, 60_000, NOW)}`)
    const [record] = await records(inspect([BOXED]))
    expect(record).toMatchObject({
      sid: 'alice/s',
      data: { views: 1 },
      native: {
        sealed: true,
        opened: 'yes, with the app’s secret',
        'seal ends': new Date(NOW + 60_000).toISOString(),
      },
    })
  })

  it('is opened after its duration too, and a thief gains nothing then', async () => {
    set(`s=${sealed.util.encode(options(), { views: 1 }, 60_000, NOW)}`)
    const replay = async () => (await records(inspect([BOXED])))[0]?.native?.['a thief could replay until']
    vi.setSystemTime(NOW + 60_000)
    expect(await replay()).toMatch(new RegExp(`^${new Date(NOW + 60_000).toISOString()}`))
    vi.setSystemTime(NOW + 60_001)
    expect(await replay()).toMatch(/^never/)
    expect((await records(inspect([BOXED])))[0]?.data).toEqual({ views: 1 })
  })

  it.each([
    ['another secret', { secret: DOG }],
    ['no secret that is known', { secret: null }],
    ['an algorithm that nobody has', { encryptionAlgorithm: 'rot13' }],
  ])('stays sealed with %s', async (_what, given) => {
    set(`s=${sealed.util.encode(options(), { views: 1 }, 60_000, NOW)}`)
    const [record] = await records(inspect([{ ...BOXED, options: { ...BOXED.options, ...given } }]))
    expect(record).toMatchObject({ data: null, native: { sealed: true, signature: 'invalid' } })
    expect(JSON.stringify(record)).not.toContain('views')
  })

  it('is opened with keys of its own', async () => {
    const keys = { encryptionKey: Buffer.alloc(32, 1), signatureKey: Buffer.alloc(64, 2) }
    set(`s=${sealed.util.encode({ cookieName: 's', ...keys }, { views: 1 }, 60_000, NOW)}`)
    const described = {
      name: 's',
      encryptionKey: { base64: keys.encryptionKey.toString('base64') },
      signatureKey: { base64: keys.signatureKey.toString('base64') },
    }
    expect((await records(inspect([{ store: 'client-sessions', options: described }])))[0]?.data).toEqual({
      views: 1,
    })
  })

  it.each(['', '....', 'a.b.c.d.e', '.'.repeat(3000), '%%.%.1.1.%'])(
    'takes %s for what it is',
    async (value) => {
      set(`s=${value}`)
      for (const record of await records(inspect([BOXED]))) expect(record.data).toBeNull()
    },
  )
})

describe('iron-session', () => {
  const seal = async (password: unknown, ttl = 3600) =>
    encodeURIComponent(await iron.sealData({ views: 1 }, { password, ttl }))

  it.each([
    ['1', CAT],
    ['2', { 1: CAT, 2: DOG }],
  ])('is opened with the password it names: %s', async (id, password) => {
    set(`is=${await seal(password)}`)
    const [record] = await records(inspect([IRON]))
    expect(record).toMatchObject({ data: { views: 1 }, native: { opened: `yes, with password ${id}` } })
    expect(record?.native?.['seal ends']).toBe(new Date(NOW + 3_600_000).toISOString())
  })

  it('with ttl 0 has no end but the password’s', async () => {
    set(`is=${await seal(CAT, 0)}`)
    const [record] = await records(inspect([IRON]))
    expect(record?.native?.['seal ends']).toBeNull()
    expect(record?.native?.['a thief could replay until']).toMatch(/^the password changes/)
  })

  it('is opened after its end too, and a thief gains nothing then', async () => {
    set(`is=${await seal(CAT, 600)}`)
    vi.setSystemTime(NOW + 660_000)
    const [record] = await records(inspect([IRON]))
    expect(record?.data).toEqual({ views: 1 })
    expect(record?.native?.['a thief could replay until']).toMatch(/^never/)
  })

  it.each([
    ['another password', DOG, 'the app’s password does not open it'],
    ['a password by a name the app does not have', { 7: DOG }, 'the app does not have the password it names'],
  ])('stays sealed with %s', async (_what, password, why) => {
    set(`is=${await seal(password)}`)
    const [record] = await records(inspect([IRON]))
    expect(record).toMatchObject({ data: null, native: { sealed: true, opened: `no: ${why}` } })
  })

  it.each(['x', 'Fe26.2*1*a*b*c*d*e*f~2', 'Fe26.2*__proto__*a*b*c*9*e*f~2', `${'*'.repeat(7)}~2`, '%E0%A4%A'])(
    'takes %s for what it is',
    async (value) => {
      set(`is=${value}`)
      expect(await records(inspect([IRON]))).toMatchObject([{ data: null }])
    },
  )
})

describe('by hand', () => {
  it('deletes a cookie with its signature, once', async () => {
    setSigned({ views: 1 }, 'new')
    set('mine=1')
    const inspector = inspect([SIGNED])
    expect(await inspector.remove('alice/basket', 'Bob’s jar')).toBe(false)
    expect(await inspector.remove('alice/basket')).toBe(true)
    expect(await inspector.remove('alice/basket')).toBe(false)
    expect(jar.list().map(({ name }) => name)).toEqual(['mine'])
  })

  it.each([
    '',
    'alice',
    'alice/mine',
    'bob/basket',
    'alice/basket.sig',
    '../basket',
    '__proto__',
    'x'.repeat(5000),
  ])('deletes and edits nothing for the id %j', async (sid) => {
    setSigned({ views: 1 }, 'new')
    set('mine=1')
    const inspector = inspect([SIGNED])
    expect(await inspector.remove(sid)).toBe(false)
    expect(await inspector.edit(sid, {})).toBe(false)
    expect(jar.list()).toHaveLength(3)
  })

  it('edits the data of cookie-session without a new signature; its end stays', async () => {
    setSigned({ views: 1 }, 'new', '; Max-Age=60')
    const inspector = inspect([SIGNED])
    expect(await inspector.edit('alice/basket', { views: 1000, user: 'Zoë' }, 'Alice’s jar')).toBe(true)
    const [record] = await records(inspector)
    expect(record).toMatchObject({ data: { views: 1000, user: 'Zoë' }, native: { signature: 'invalid' } })
    expect(record?.expires).toBe(new Date(NOW + 60_000).toISOString())
    expect(record?.bytes).toBe('basket'.length + base64({ views: 1000, user: 'Zoë' }).length)
  })

  it('gives a sealed cookie another raw value, and never other data', async () => {
    set('s=a.b.c.1.2; HttpOnly')
    const inspector = inspect([BOXED])
    expect(await inspector.edit('alice/s', { views: 1 })).toBe(false)
    expect(await inspector.edit('alice/s', 'a;b')).toBe(false)
    expect(await inspector.edit('alice/s', 'a.b.c.1.3')).toBe(true)
    expect(jar.list()).toMatchObject([{ value: 'a.b.c.1.3', httpOnly: true }])
  })
})
