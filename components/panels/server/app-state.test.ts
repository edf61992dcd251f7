import { describe, expect, it } from 'vitest'
import type { AppMoment } from '@/protocol/model/views'
import { appWords, isUp } from './app-state'

const app = (state: AppMoment['state'], rest: Partial<AppMoment> = {}): AppMoment => ({
  state,
  run: 1,
  instances: 1,
  began: 1,
  startMs: null,
  fault: null,
  stores: [],
  ...rest,
})

describe('appWords', () => {
  it('says how soon the app was ready', () => {
    expect(appWords(app('ready', { startMs: 9.2 })).state).toBe('ready in 9.2 ms')
    expect(appWords(app('ready', { startMs: 12, instances: 2, began: 2 })).state).toBe(
      '2 instances ready in 12 ms',
    )
  })

  it('says how many are up when one has died', () => {
    const words = appWords(app('ready', { startMs: 12, instances: 1, began: 2 }))
    expect(words.state).toBe('1 of 2 instances up')
    expect(words.sentence).toContain('memory')
  })

  it.each(['stopped', 'crashed', 'asleep'] as const)('says what %s means for memory', (state) => {
    expect(appWords(app(state)).sentence).toContain('memory')
    expect(isUp(app(state))).toBe(false)
  })
})
