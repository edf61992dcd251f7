import { describe, expect, it } from 'vitest'
import type { ExchangeView } from '../../protocol/model/views'
import { cookiesSent, cookiesSet, decodeSession } from './wire'

/** An exchange of which only these headers count. */
function exchange(sent: [string, string][], received: [string, string][]): ExchangeView {
  return {
    id: 'x',
    number: 1,
    browser: 'alice',
    method: 'GET',
    url: 'http://localhost:3000/',
    path: '/',
    initiator: null,
    redirectOf: null,
    instance: 1,
    firstEventId: 1,
    lastEventId: 2,
    startedAt: Date.parse('2026-01-01T00:00:00Z'),
    state: 'done',
    request: { method: 'GET', url: '/', headers: sent, body: null },
    response: {
      status: 200,
      statusText: 'OK',
      headers: received,
      body: { text: '', length: 0, truncated: false },
    },
    error: null,
    durationMs: 1,
    sidSent: null,
    sidSet: null,
    sid: null,
    sentVerdicts: [],
    receivedVerdicts: [],
    sessionCookie: null,
    before: null,
    after: null,
    decisions: [],
    storeCalls: [],
    commands: [],
    console: [],
    errors: [],
    steps: [],
    summary: '',
  }
}

describe('cookies on the wire', () => {
  it('are read from the Cookie header', () => {
    const sent = cookiesSent(exchange([['Cookie', 'session=e30=; session.sig=a_b']], []))
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
    expect(cookiesSet(exchange([], [['Set-Cookie', line]]))[0]?.deletes).toBe(deletes)
  })
})

it('decodes a session, and nothing else', () => {
  expect(decodeSession('eyJ1c2VyIjoiYWxpY2UifQ==')).toEqual({ user: 'alice' })
  expect(decodeSession('Fe26.2*1*ab')).toBeNull()
  expect(decodeSession('ReVY-Xt1Ju')).toBeNull()
})
