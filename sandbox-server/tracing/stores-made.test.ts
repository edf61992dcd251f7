import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import type { NewTraceEvent } from '../../protocol/trace-event'
import { Recorder } from './recorder'

const made = (store: string, options: Record<string, unknown>): NewTraceEvent => ({
  type: 'store.made',
  exchange: null,
  instance: 1,
  store,
  options,
  recognised: true,
})

/** The stores that count after these events. */
function counting(events: readonly NewTraceEvent[]): string[] {
  const sink = { append: () => undefined, replace: () => undefined }
  const recorder = new Recorder({ sink, redact: (json) => json })
  for (const event of events) recorder.record(event)
  return [...recorder.states()].flatMap((event) =>
    event.type === 'store.made' ? [JSON.stringify(event.options)] : [],
  )
}

describe('two stores of one class on one cookie name count both', () => {
  it.each([
    ['RedisStore', { kind: 'redis', store: { prefix: 'a:' } }, { kind: 'redis', store: { prefix: 'b:' } }],
    ['PGStore', { kind: 'postgres', store: {} }, { kind: 'postgres', store: { tableName: 'other' } }],
    ['FileStore', { path: 'sessions' }, { path: 'kept' }],
    ['FileStore', { path: 'sessions', fileExtension: '.json' }, { path: 'sessions', fileExtension: '.s' }],
  ])('%s: %j, %j', (store, first, second) => {
    const events = [made(store, first), made(store, second)]
    expect(counting(events)).toEqual([JSON.stringify(first), JSON.stringify(second)])
  })
})

it('a store made again in its place counts once, with what was said last', () => {
  const again = { path: 'sessions', ttl: 60 }
  expect(counting([made('FileStore', { path: 'sessions' }), made('FileStore', again)])).toEqual([
    JSON.stringify(again),
  ])
})

it('of an app that makes a new one with each request, the latest count', () => {
  const events = Array.from({ length: 200 }, (_none, n) =>
    made('RedisStore', { kind: 'redis', store: { prefix: `${String(n)}:` } }),
  )
  const left = counting(events)
  expect(left).toHaveLength(LIMITS.trace.storesMade)
  expect(left.at(-1)).toContain('199:')
})
