import { describe, expect, it } from 'vitest'
import { CookieJar } from './jar'
import { requestContext } from './request-context'
import { JAR_LIMITS } from './rules/eviction'
import { from, NOW } from './rules/rule-fixtures'

const at = (url: string, method = 'GET') => requestContext(method, new URL(url), null)
const HOME = at('http://localhost:3000/')

function newJar() {
  const clock = { now: NOW }
  return { clock, jar: new CookieJar(() => clock.now) }
}

/** The outcome and code of the verdict on one line. */
const receive = (jar: CookieJar, raw: string, request = HOME): string => {
  const [verdict] = jar.receive(raw, request)
  return `${verdict?.outcome ?? ''} ${verdict?.code ?? ''}`
}

describe('receiving', () => {
  it('stores, renews, replaces and deletes, and keeps the place in line', () => {
    const { jar, clock } = newJar()
    expect(receive(jar, 'a=1; Max-Age=60; HttpOnly')).toBe('stored stored')
    expect(receive(jar, 'b=1')).toBe('stored stored')
    clock.now += 1000
    expect(receive(jar, 'a=2')).toBe('replaced replaced')
    expect(jar.list()[0]).toEqual({
      name: 'a',
      value: '2',
      domain: 'localhost',
      hostOnly: true,
      path: '/',
      secure: false,
      httpOnly: false,
      sameSite: 'default',
      expires: null,
      createdAt: new Date(NOW).toISOString(),
      bytes: 2,
    })
    expect(jar.select(HOME).header).toBe('a=2; b=1')
    expect(receive(jar, 'a=; Max-Age=0')).toBe('deleted deleted')
    expect(jar.select(HOME).header).toBe('b=1')
  })

  it('says why a deletion misses', () => {
    const { jar } = newJar()
    jar.receive('sid=1; Path=/app', HOME)
    const [verdict] = jar.receive('sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', HOME)
    expect(verdict?.code).toBe('deletes-another')
    expect(verdict?.sentence).toContain('localhost/app')
    expect(receive(jar, 'other=; Max-Age=0')).toBe('rejected nothing-to-delete')
    expect(jar.list()).toHaveLength(1)
  })

  it.each([
    ['sid=1; SameSite=None', 'https://localhost/', 'rejected none-needs-secure'],
    ['sid=1; SameSite=None; Secure', 'http://localhost:3000/', 'rejected secure-over-http'],
    ['sid=1; Domain=localhost', 'http://localhost:3000/', 'stored stored'],
    ['sid=1; Domain=other.test', 'http://localhost:3000/', 'rejected domain-mismatch'],
    [`sid=${'x'.repeat(5000)}`, 'http://localhost:3000/', 'rejected size-limit'],
    ['', 'http://localhost:3000/', 'rejected empty-cookie'],
    ['token', 'http://localhost:3000/', 'stored stored'],
  ])('%.30s from %s: %s', (raw, url, expected) => {
    expect(receive(newJar().jar, raw, at(url))).toBe(expected)
  })

  it('treats Domain=localhost as no Domain, since localhost is a suffix', () => {
    const { jar } = newJar()
    jar.receive('sid=1; Domain=localhost', HOME)
    expect(jar.list()[0]).toMatchObject({ hostOnly: true, domain: 'localhost' })
  })

  it('says what it left out and what it cut', () => {
    const { jar } = newJar()
    const [verdict] = jar.receive(`a=1; Max-Age=99999999; HttpOnly; Path=/${'x'.repeat(2000)}`, HOME)
    expect(verdict?.sentence).toMatch(/cut to 400 days\. HttpOnly hides it.*longer than 1024 bytes: Path\.$/)
  })

  it('throws out the cookie unused longest when a site is full', () => {
    const { jar } = newJar()
    for (let n = 0; n < JAR_LIMITS.perSite; n++) jar.receive(`c${String(n)}=1`, HOME)
    const verdicts = jar.receive('last=1', HOME)
    expect(verdicts.map(({ outcome, code, name }) => [outcome, code, name])).toEqual([
      ['stored', 'stored', 'last'],
      ['deleted', 'domain-limit', 'c0'],
    ])
    expect(jar.list()).toHaveLength(JAR_LIMITS.perSite)
  })
})

describe('sending', () => {
  it('judges every cookie of the site, and no other', () => {
    const { jar } = newJar()
    jar.receive('here=1', HOME)
    jar.receive('deep=1; Path=/admin', HOME)
    jar.receive('safe=1; Secure', at('https://localhost/'))
    jar.receive('elsewhere=1', at('http://shop.test/'))
    const { header, verdicts } = jar.select(HOME)
    expect(header).toBe('here=1')
    expect(verdicts.map(({ outcome, code, name }) => `${outcome} ${name} ${code}`)).toEqual([
      'withheld deep path-mismatch',
      'sent here sent',
      'withheld safe secure-needs-https',
    ])
  })

  it('tells hosts of one site apart', () => {
    const { jar } = newJar()
    jar.receive('own=1', at('http://shop.test/'))
    jar.receive('all=1; Domain=shop.test', at('http://shop.test/'))
    jar.receive('www=1; Domain=www.shop.test', at('http://www.shop.test/'))
    const codes = (url: string) => jar.select(at(url)).verdicts.map(({ name, code }) => `${name} ${code}`)
    expect(codes('http://www.shop.test/')).toEqual(['own host-only', 'all sent', 'www sent'])
    expect(codes('http://shop.test/')).toEqual(['own sent', 'all sent', 'www domain-mismatch'])
  })

  it('judges each address of a redirect chain anew', () => {
    const { jar } = newJar()
    jar.receive('strict=1; SameSite=Strict', HOME)
    const initiator = from('navigate', 'http://localhost:3000')
    const chain = [new URL('http://shop.test/')]
    const away = requestContext('GET', new URL('http://shop.test/'), initiator)
    const back = requestContext('GET', new URL('http://localhost:3000/'), initiator, chain)
    expect([away.sameSite, back.sameSite]).toEqual(['cross-site', 'same-site'])
    expect(jar.select(back).header).toBe('strict=1')
  })
})

describe('by hand', () => {
  it('another value takes a cookie’s place, as long as a browser would keep it', () => {
    const { jar } = newJar()
    jar.receive('sid=1; HttpOnly', HOME)
    const [cookie] = jar.list()
    if (!cookie) throw new Error('the cookie is not there')
    expect(jar.replace(cookie, 'x'.repeat(4096 - 'sid'.length))).toBe('replaced')
    expect(jar.replace(cookie, 'x'.repeat(4097 - 'sid'.length))).toBe('too large')
    expect(jar.list()).toMatchObject([{ bytes: 4096, httpOnly: true }])
    expect(jar.replace({ ...cookie, path: '/shop' }, '2')).toBe('not there')
  })
})

describe('time and keeping', () => {
  it('lets cookies end on the workspace’s clock', () => {
    const { jar, clock } = newJar()
    jar.receive('a=1; Max-Age=60', HOME)
    jar.receive('b=1', HOME)
    expect(jar.expire()).toEqual([])
    clock.now += 60_000
    expect(jar.expire().map(({ outcome, name }) => [outcome, name])).toEqual([['expired', 'a']])
    expect(jar.list().map(({ name }) => name)).toEqual(['b'])
    expect(jar.clear()).toBe(1)
    expect(jar.list()).toEqual([])
  })

  it('comes back from JSON as it was', () => {
    const { jar } = newJar()
    for (const raw of ['b=1', 'a=2; Max-Age=5', 'c=3; Path=/x; SameSite=Lax; HttpOnly']) jar.receive(raw, HOME)
    const data: unknown = JSON.parse(JSON.stringify(jar))
    const again = CookieJar.restore(() => NOW, data)
    expect(again.toJSON()).toEqual(jar.toJSON())
    again.receive('d=4', HOME)
    expect(again.select(HOME).header).toBe('b=1; a=2; d=4')
  })

  it.each([[null], ['x'], [{}], [{ version: 1, cookies: 5 }], [{ version: 1, cookies: [{ name: 1 }] }]])(
    'is empty after %j',
    (data) => {
      expect(CookieJar.restore(() => NOW, data).list()).toEqual([])
    },
  )
})
