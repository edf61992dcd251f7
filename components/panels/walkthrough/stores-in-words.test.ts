import { expect, it } from 'vitest'
import type { EngineKind, EngineView } from '@/protocol/engine'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import { momentAt } from '@/protocol/model/moment'
import { storesInWords } from './stores-in-words'

const engine = (kind: EngineKind): EngineView => ({
  source: { kind, from: 'program', name: '', why: '', hint: null, address: '' },
  state: 'running',
  latencyMs: 0,
  fault: null,
  login: null,
})

it.each<[EngineKind[], string]>([
  [['redis'], 'Redis'],
  [['redis', 'postgres'], 'Redis and PostgreSQL'],
  [['redis', 'memcached', 'postgres'], 'Redis, Memcached and PostgreSQL'],
  [[], 'the store'],
])('%j are %s', (kinds, words) => {
  const { stores } = momentAt(EMPTY_TRACE, 0)
  expect(storesInWords({ engines: kinds.map(engine), stores })).toBe(words)
})
