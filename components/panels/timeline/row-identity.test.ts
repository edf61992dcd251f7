import { describe, expect, it } from 'vitest'
import { beginExchange } from '@/protocol/model/exchange'
import type { ExchangeView, StoreCallView } from '@/protocol/model/views'
import { rowIdentity } from './row-identity'

const begun = beginExchange(
  {
    id: 1,
    at: 0,
    type: 'exchange.started',
    exchange: 'x',
    browser: 'alice',
    method: 'GET',
    url: 'http://localhost:3000/',
    initiator: null,
    redirectOf: null,
  },
  1,
)
const row = (change: Partial<ExchangeView>) => rowIdentity({ ...begun, state: 'done', ...change })
const saved = (sid: string): StoreCallView => ({
  call: 1,
  op: 'set',
  store: 'MemoryStore',
  sid,
  calledId: 2,
  answeredId: 3,
  outcome: 'ok',
  durationUs: 1,
  error: null,
})

describe('rowIdentity', () => {
  it.each<[string, Partial<ExchangeView>, ReturnType<typeof rowIdentity>]>([
    ['handed out', { sidSet: 'b', sidSent: 'a', sid: 'b' }, { sid: 'b', words: 'Set-Cookie', lost: false }],
    ['sent', { sidSent: 'a', sid: 'a' }, { sid: 'a', words: 'Cookie', lost: false }],
    ['thrown away', { sid: 'a' }, { sid: 'a', words: 'kept nowhere', lost: true }],
    ['stored only', { sid: 'a', storeCalls: [saved('a')] }, { sid: 'a', words: 'no cookie', lost: true }],
    ['not decided yet', { sid: 'a', state: 'open' }, null],
    ['not there', {}, null],
  ])('is the id that was %s', (_, change, identity) => {
    expect(row(change)).toEqual(identity)
  })
})
