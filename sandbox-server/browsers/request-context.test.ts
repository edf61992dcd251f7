import type { Initiator } from '../../protocol/exchange'
import { expect, it } from 'vitest'
import { fetchMetadata } from './fetch-metadata'
import { requestContext } from './request-context'
import { from } from './rules/rule-fixtures'

it.each([
  ['typed', null, 'http://localhost:3000/', 'same-site', true],
  ['a link at home', from('navigate', 'http://localhost:3000'), 'http://localhost:3000/', 'same-site', true],
  ['another port', from('fetch', 'http://localhost:4000'), 'http://localhost:3000/', 'same-site', true],
  ['another scheme', from('fetch', 'https://localhost'), 'http://localhost:3000/', 'cross-site', true],
  ['another host of the site', from('fetch', 'http://www.shop.test'), 'http://shop.test/', 'same-site', true],
  ['another site', from('fetch', 'http://other.test'), 'http://shop.test/', 'cross-site', true],
  [
    'strangers under one suffix',
    from('fetch', 'https://a.github.io'),
    'https://b.github.io/',
    'cross-site',
    true,
  ],
  ['nowhere', from('navigate', 'null'), 'http://shop.test/', 'cross-site', true],
  ['omit', from('fetch', 'http://shop.test', 'omit'), 'http://shop.test/', 'same-site', false],
  ['same-origin', from('fetch', 'http://shop.test', 'same-origin'), 'http://shop.test/', 'same-site', true],
  [
    'same-origin, elsewhere',
    from('fetch', 'http://shop.test', 'same-origin'),
    'http://www.shop.test/',
    'same-site',
    false,
  ],
] as const)('%s', (_what, initiator, url, sameSite, credentials) => {
  expect(requestContext('GET', new URL(url), initiator)).toMatchObject({ sameSite, credentials })
})

const metadata = (method: string, url: string, initiator: Initiator | null, ...chain: string[]) =>
  Object.fromEntries(
    fetchMetadata(
      requestContext(
        method,
        new URL(url),
        initiator,
        chain.map((each) => new URL(each)),
      ),
    ),
  )

it('says nothing about a typed address but that', () => {
  expect(metadata('GET', 'https://shop.test/', null)).toEqual({
    'Sec-Fetch-Site': 'none',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Dest': 'document',
    'Sec-Fetch-User': '?1',
  })
})

it.each([
  ['a GET form at home', 'GET', 'http://localhost:3000/', from('form', 'http://localhost:3000'), undefined],
  [
    'a POST form from elsewhere',
    'POST',
    'http://localhost:3000/',
    from('form', 'http://other.test'),
    'http://other.test',
  ],
  ['a POST from https to http', 'POST', 'http://localhost:3000/', from('form', 'https://other.test'), 'null'],
  ['a fetch at home', 'GET', 'http://localhost:3000/', from('fetch', 'http://localhost:3000'), undefined],
  [
    'a fetch elsewhere',
    'GET',
    'http://localhost:3000/',
    from('fetch', 'http://other.test'),
    'http://other.test',
  ],
  ['a sandboxed page', 'POST', 'http://localhost:3000/', from('form', 'null'), 'null'],
])('Origin of %s', (_what, method, url, initiator, origin) => {
  expect(metadata(method, url, initiator).Origin).toBe(origin)
})

it('remembers the most distant address of a chain, and taints the origin', () => {
  const initiator = from('fetch', 'http://a.test')
  const through = metadata('GET', 'http://localhost:3000/', initiator, 'http://b.test/')
  expect(through.Origin).toBe('null')
  expect(
    metadata('GET', 'http://localhost:3000/', from('fetch', 'http://localhost:3000'), 'http://b.test/'),
  ).toMatchObject({
    'Sec-Fetch-Site': 'cross-site',
  })
})

it('keeps the referrer from leaking to plain http, and Sec-Fetch from untrusted hosts', () => {
  expect(metadata('GET', 'http://shop.test/', from('navigate', 'https://shop.test'))).toEqual({})
  expect(metadata('GET', 'http://shop.test/', from('navigate', 'http://other.test'))).toEqual({
    Referer: 'http://other.test/',
  })
})
