import fc from 'fast-check'
import { Cookie, CookieJar as ToughJar } from 'tough-cookie'
import { describe, expect, it } from 'vitest'
import { Verdict } from '../../protocol/cookie'
import { CookieJar } from './jar'
import { redirectOf } from './redirect'
import { requestContext } from './request-context'
import { NOW } from './rules/rule-fixtures'
import { parseSetCookie } from './set-cookie-line'
import { VirtualBrowser } from './virtual-browser'
import { ExchangeFailure } from './exchange-failure'

const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each).toString('latin1'))
const piece = fc.constantFrom(
  ...[
    '=',
    ';',
    ' ',
    '\t',
    ',',
    'a',
    'sid',
    '__Host-',
    '__Secure-',
    'Path=/',
    'Path=',
    'Domain=localhost',
    'Domain=',
  ],
  ...[
    'Domain=.',
    'Max-Age=',
    '-1',
    '99999999999999999999',
    'Expires=',
    'Wed, 21 Oct 2065 07:28:00 GMT',
    'SameSite=None',
  ],
  ...['Secure', 'HttpOnly', '\r\n', '\0', '\xff', '"', 'Expires=Thu, 31 Feb 99999 99:99:99'],
)
const setCookie = fc.oneof(
  bytes,
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
)
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'http://localhost:3000/',
    'https://localhost/a/b',
    'http://[::1]/',
    'http://127.0.0.1:9/x',
    'http://a..b/',
    'http://co.uk/',
  ),
)
const initiator = fc.option(
  fc.record({
    type: fc.constantFrom('navigate', 'form', 'fetch'),
    origin: fc.oneof(bytes, fc.webUrl(), fc.constant('null')),
    credentials: fc.constantFrom('omit', 'same-origin', 'include'),
  }),
)

describe('no input', { timeout: 30_000 }, () => {
  it('makes the jar throw, and every line gets one verdict of its own', () => {
    fc.assert(
      fc.property(fc.array(setCookie, { maxLength: 8 }), url, initiator, (lines, address, who) => {
        const jar = new CookieJar(() => NOW)
        const request = requestContext('GET', new URL(address), who)
        for (const raw of lines) {
          const verdicts = jar.receive(raw, request)
          expect(verdicts.filter((verdict) => verdict.raw === raw)).toHaveLength(1)
          verdicts.forEach((verdict) => Verdict.parse(verdict))
        }
        const held = jar.list().length
        expect(jar.select(request).verdicts).toHaveLength(held)
        expect(CookieJar.restore(() => NOW, JSON.parse(JSON.stringify(jar))).toJSON()).toEqual(jar.toJSON())
      }),
      { numRuns: 500 },
    )
  })

  it('makes a redirect throw', () => {
    fc.assert(
      fc.property(bytes, url, fc.constantFrom(301, 302, 303, 307, 308), (location, address, status) => {
        const head = { status, statusText: '', headers: [['Location', location] satisfies [string, string]] }
        redirectOf(head, requestContext('POST', new URL(address), null))
      }),
      { numRuns: 500 },
    )
  })

  it('makes send reject, whatever is typed and whatever comes back', async () => {
    const header = fc.tuple(fc.oneof(bytes, fc.string()), fc.oneof(bytes, fc.string()))
    const request = fc.record({
      url: fc.oneof(bytes, fc.string(), url),
      method: fc.oneof(bytes, fc.constantFrom('GET', 'POST', 'options')),
      headers: fc.array(header, { maxLength: 4 }),
      body: fc.option(fc.string()),
    })
    const answer = fc.record({
      status: fc.constantFrom(200, 302, 204, 500),
      headers: fc.array(fc.tuple(fc.constantFrom('Set-Cookie', 'Location', 'X'), setCookie), { maxLength: 3 }),
      fails: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(request, answer, async (wanted, { fails, headers, status }) => {
        let count = 0
        const body = { bytes: Buffer.from('x'), length: 1, complete: true, failure: null }
        const alice = new VirtualBrowser('alice', new CookieJar(() => NOW), {
          now: () => NOW,
          https: () => false,
          nextExchangeId: () => `x${String(++count)}`,
          emit: () => undefined,
          transport: (_request, { sending }) => {
            sending(1)
            if (fails) return Promise.reject(new ExchangeFailure('crashed'))
            return Promise.resolve({
              status,
              statusText: '',
              headers,
              body: Promise.resolve(body),
              soFar: () => body,
            })
          },
        })
        const exchanges = await alice.send(wanted)
        expect(exchanges.length).toBeGreaterThan(0)
        for (const { response, error } of exchanges) expect(response === null).toBe(error !== null)
      }),
      { numRuns: 200 },
    )
  })
})

describe('as tough-cookie', () => {
  it.each([
    'a=1',
    ' a = 1 ; Path=/x ',
    'a="1"; HttpOnly',
    'a=b=c; Secure; Path=/',
    'a=1; Domain=.shop.test; Max-Age=5',
    'a=1; Path=x',
    'a=1; Expires=Wed, 21 Oct 2065 07:28:00 GMT',
    'a=1; Expires=Wednesday, 21-Oct-65 07:28:00 GMT',
    'a=1; SameSite=lAx; unknown=2',
    'a=; Max-Age=x',
  ])('%s is read', (raw) => {
    const ours = parseSetCookie(raw)
    const theirs = Cookie.parse(raw)
    expect([ours.name, ours.value, ours.domain, ours.path, ours.secure, ours.httpOnly]).toEqual([
      theirs?.key,
      theirs?.value,
      theirs?.domain,
      theirs?.path,
      theirs?.secure,
      theirs?.httpOnly,
    ])
    expect(ours.expires).toBe(theirs?.expires instanceof Date ? theirs.expires.getTime() : null)
    expect(ours.maxAge).toBe(theirs?.maxAge)
  })

  const SET = [
    'a=1',
    'b=2; Path=/deep',
    'c=3; Domain=shop.test',
    'd=4; Secure',
    'e=5; Path=/deep/er',
    'a=6; Path=/deep',
  ]

  it.each([
    'https://shop.test/',
    'http://shop.test/',
    'https://www.shop.test/deep',
    'https://shop.test/deep',
    'https://shop.test/deeper',
    'https://shop.test/deep/er/x',
    'https://othershop.test/',
  ])('%s gets the same Cookie header', async (address) => {
    const ours = new CookieJar(() => NOW)
    const theirs = new ToughJar(undefined, { rejectPublicSuffixes: false })
    const home = requestContext('GET', new URL('https://shop.test/'), null)
    for (const raw of SET) {
      ours.receive(raw, home)
      await theirs.setCookie(raw, 'https://shop.test/')
    }
    const request = requestContext('GET', new URL(address), null)
    expect(ours.select(request).header ?? '').toBe(await theirs.getCookieString(address))
  })
})
