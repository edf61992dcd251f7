import { describe, expect, it } from 'vitest'
import { exchangeView } from './exchange.fixture'
import { cookiesSent, cookiesSet, decodeSession } from './wire'

type Headers = [string, string][]
const sending = (headers: Headers) =>
  exchangeView({ request: { method: 'GET', url: '/', headers, body: null } })
const receiving = (headers: Headers) =>
  exchangeView({
    response: { status: 200, statusText: 'OK', headers, body: { text: '', length: 0, truncated: false } },
  })

describe('cookies on the wire', () => {
  it('are read from the Cookie header', () => {
    const sent = cookiesSent(sending([['Cookie', 'session=e30=; session.sig=a_b']]))
    expect([...sent]).toEqual([
      ['session', 'e30='],
      ['session.sig', 'a_b'],
    ])
  })

  it.each([
    ['session=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT', true],
    ['session=; Max-Age=0; Path=/', true],
    ['session=a; Max-Age=60', false],
    ['session=a; expires=Fri, 02 Jan 2026 00:00:00 GMT', false],
  ])('%s deletes: %s', (line, deletes) => {
    expect(cookiesSet(receiving([['Set-Cookie', line]]))[0]?.deletes).toBe(deletes)
  })
})

it('decodes a session, and nothing else', () => {
  expect(decodeSession('eyJ1c2VyIjoiYWxpY2UifQ==')).toEqual({ user: 'alice' })
  expect(decodeSession('Fe26.2*1*ab')).toBeNull()
  expect(decodeSession('ReVY-Xt1Ju')).toBeNull()
})
