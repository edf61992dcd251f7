import { expect, it } from 'vitest'
import type { ExchangeView } from '@/protocol/model/views'
import { storeLane } from './store-lane'

const call = (store: string): ExchangeView['storeCalls'][number] => ({
  call: 1,
  op: 'get',
  store,
  sid: null,
  calledId: 1,
  answeredId: null,
  outcome: null,
  durationUs: null,
  error: null,
})

it.each([
  [['PGStore'], undefined, 'PostgreSQL'],
  [['MyStore'], undefined, 'MyStore'],
  [[], 'cookie-session', 'Jar'],
  [[], 'RedisStore', 'Redis'],
  [[], undefined, 'Store'],
])('calls %j, made %s: %s', (calls, made, name) => {
  expect(storeLane({ commands: [], storeCalls: calls.map(call) }, made)).toBe(name)
})
