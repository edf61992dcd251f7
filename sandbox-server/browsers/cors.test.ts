import { describe, expect, it } from 'vitest'
import { corsNote, needsPreflight, preflightFault } from './cors'
import { requestContext } from './request-context'
import { from } from './rules/rule-fixtures'
import type { WireHead } from './wire/wire-message'

const ORIGIN = 'http://page.test'
const URL_ = new URL('http://localhost:3000/')
const head = (headers: Record<string, string>, status = 200): WireHead => ({
  status,
  statusText: '',
  headers: Object.entries(headers),
})
const context = (credentials: 'omit' | 'same-origin' | 'include', method = 'GET') =>
  requestContext(method, URL_, from('fetch', ORIGIN, credentials))

describe('whether the page may read the answer', () => {
  it.each([
    ['no header', {}, 'omit', 'no Access-Control-Allow-Origin'],
    ['a star', { 'Access-Control-Allow-Origin': '*' }, 'omit', null],
    ['a star with credentials', { 'access-control-allow-origin': '*' }, 'include', 'does not count'],
    ['the origin', { 'Access-Control-Allow-Origin': ORIGIN }, 'same-origin', null],
    ['another origin', { 'Access-Control-Allow-Origin': 'http://x.test' }, 'omit', 'says http://x.test'],
    [
      'credentials not allowed',
      { 'Access-Control-Allow-Origin': ORIGIN },
      'include',
      'Access-Control-Allow-Credentials: true',
    ],
    [
      'credentials allowed',
      { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Allow-Credentials': 'true' },
      'include',
      null,
    ],
  ] as const)('%s', (_what, headers, credentials, says) => {
    const note = corsNote(head(headers), context(credentials))
    if (says === null) expect(note).toBeNull()
    else expect(note).toContain(says)
  })

  it('is no question for a page load or a fetch at home', () => {
    expect(corsNote(head({}), requestContext('GET', URL_, from('form', ORIGIN)))).toBeNull()
    expect(corsNote(head({}), requestContext('GET', URL_, from('fetch', URL_.origin)))).toBeNull()
  })
})

it.each([
  ['GET', [], false],
  ['POST', [['Content-Type', 'text/plain; charset=utf-8']], false],
  ['POST', [['Content-Type', 'application/json']], true],
  ['DELETE', [], true],
  ['GET', [['X-Mine', '1']], true],
  ['GET', [['Accept', 'a'.repeat(129)]], true],
  ['GET', [['Cookie', 'a=1']], false],
] satisfies [string, [string, string][], boolean][])(
  '%s with %j asks first: %s',
  (method, written, expected) => {
    expect(needsPreflight(context('omit', method), written)).toBe(expected)
    expect(needsPreflight(requestContext(method, URL_, null), written)).toBe(false)
  },
)

describe('the answer to the question', () => {
  const OK = { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Allow-Credentials': 'true' }
  it.each([
    ['no leave', {}, 200, 'no Access-Control-Allow-Origin'],
    ['a redirect', OK, 302, 'status is 302'],
    ['no methods', OK, 204, 'does not name PUT'],
    ['no headers', { ...OK, 'Access-Control-Allow-Methods': 'GET, PUT' }, 204, 'does not name x-mine'],
    ['a star with credentials', { ...OK, 'Access-Control-Allow-Methods': '*' }, 204, 'does not name PUT'],
    [
      'leave',
      { ...OK, 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': 'X-MINE' },
      204,
      null,
    ],
  ])('%s', (_what, headers, status, says) => {
    const fault = preflightFault(head(headers, status), context('include', 'PUT'), [['X-Mine', '1']])
    if (says === null) expect(fault).toBeNull()
    else expect(fault).toContain(says)
  })
})
