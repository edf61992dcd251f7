import { describe, expect, it } from 'vitest'
import type { EngineKind, EngineView } from '../engine'
import { EXCHANGE_ERRORS } from '../errors'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import { Story } from './fixtures/story'
import { stillWaiting } from './still-waiting'
import type { StoreCallView } from './views'

const call = (change: Partial<StoreCallView>): StoreCallView => ({
  call: 1,
  op: 'get',
  store: 'MemcachedStore',
  sid: 'a',
  calledId: 1,
  answeredId: null,
  outcome: null,
  durationUs: null,
  error: null,
  ...change,
})

const engine = (kind: EngineKind, change: Partial<EngineView>): EngineView => ({
  source: { kind, from: 'program', name: kind, why: '', hint: null, address: '' },
  state: 'running',
  latencyMs: 0,
  fault: null,
  login: null,
  ...change,
})

const engines = (...views: EngineView[]) =>
  views.reduce(
    (story, view) => story.add({ type: 'engine.changed', engine: view, reason: 'stopped' }),
    new Story(),
  ).events

describe('what an app without an answer waits for', () => {
  it('is nothing when the store has answered', () => {
    expect(stillWaiting([call({ outcome: 'hit' })], [])).toBeNull()
    expect(stillWaiting([call({ op: 'generate' })], [])).toBeNull()
  })

  it('is the store, and its engine is named when that is why', () => {
    const wait = (...views: EngineView[]) => stillWaiting([call({})], engines(...views))
    expect(wait()).toBe('It still waits for the store’s get.')
    expect(wait(engine('memcached', {}))).toBe('It still waits for the store’s get.')
    expect(wait(engine('memcached', { state: 'stopped' }), engine('redis', {}))).toBe(
      'It still waits for the store’s get; Memcached is stopped.',
    )
    expect(wait(engine('memcached', { state: 'failed' }))).toBe(
      'It still waits for the store’s get; Memcached does not run.',
    )
    expect(wait(engine('memcached', { latencyMs: 2000 }))).toBe(
      'It still waits for the store’s get; Memcached gives every answer 2000 ms later.',
    )
  })

  it('is told where the exchange is shown', () => {
    const story = new Story()
      .add({ type: 'engine.changed', engine: engine('redis', { state: 'stopped' }), reason: 'stopped' })
      .ask({ id: 'x1', browser: 'alice', path: '/' })
      .add({
        type: 'store.called',
        at: 1,
        exchange: 'x1',
        instance: 1,
        call: 1,
        op: 'get',
        store: 'RedisStore',
        sid: 'a',
      })
      .add({
        type: 'exchange.failed',
        exchange: 'x1',
        error: { code: 'timeout', message: EXCHANGE_ERRORS.timeout },
        durationMs: 10_000,
      })
    const [exchange] = extendTrace(EMPTY_TRACE, story.events).exchanges
    const sentence = `${EXCHANGE_ERRORS.timeout} It still waits for the store’s get; Redis is stopped.`
    expect(exchange?.error?.message).toBe(sentence)
    expect(exchange?.steps.at(-1)?.sentence).toBe(sentence)
  })
})
