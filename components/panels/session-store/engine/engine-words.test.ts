import { describe, expect, it } from 'vitest'
import type { EngineView } from '@/protocol/engine'
import { sourceWords, stateWords } from './engine-words'

const engine: EngineView = {
  source: {
    kind: 'redis',
    from: 'program',
    name: 'Redis 7.0.15',
    why: 'redis-server is on PATH.',
    hint: null,
    address: 'redis://localhost:6379',
  },
  state: 'running',
  latencyMs: 0,
  fault: null,
  login: null,
}

describe('stateWords', () => {
  it.each<[Partial<EngineView>, string, string | null]>([
    [{}, 'running', null],
    [{ latencyMs: 500 }, 'slow', 'Every answer comes 500 ms later.'],
    [{ state: 'idle' }, 'asleep', 'Redis starts with the next connection.'],
    [{ state: 'starting' }, 'starting', null],
    [{ state: 'stopped' }, 'stopped', 'The app’s connections are refused, as wherever no Redis is running.'],
    [{ state: 'failed', fault: 'It was killed.' }, 'down', 'It was killed.'],
  ])('%j: %s', (about, word, sentence) => {
    expect(stateWords({ ...engine, ...about })).toMatchObject({ word, sentence })
  })
})

it('says whose server it is', () => {
  expect(sourceWords(engine.source)).toBe('Redis 7.0.15, private')
  expect(sourceWords({ ...engine.source, from: 'stand-in', name: 'Stand-in for Redis' })).toBe(
    'Stand-in for Redis',
  )
})
