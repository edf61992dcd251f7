import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused, Unreachable } from './failures'
import { createSaver } from './saver'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp(put: () => Promise<void>) {
  const states: string[] = []
  const refused = vi.fn()
  const tried = vi.fn(put)
  const saver = createSaver({ put: tried, report: (state) => states.push(state), refused })
  return { saver, states, refused, tried }
}

describe('saver', () => {
  it('saves once when typing pauses', async () => {
    const { saver, states, tried } = setUp(() => Promise.resolve())
    saver.touch()
    saver.touch()
    await vi.advanceTimersByTimeAsync(400)
    expect(tried).toHaveBeenCalledTimes(1)
    expect(states.at(-1)).toBe('saved')
  })
  it('tries again until the server is back', async () => {
    let away = true
    const { saver, states, tried } = setUp(() =>
      away ? Promise.reject(new Unreachable('')) : Promise.resolve(),
    )
    saver.touch()
    await vi.advanceTimersByTimeAsync(400)
    expect(states.at(-1)).toBe('unsaved')
    away = false
    await vi.advanceTimersByTimeAsync(5000)
    expect(tried.mock.calls.length).toBeGreaterThan(1)
    expect(states.at(-1)).toBe('saved')
  })
  it('tells of a refusal and does not insist', async () => {
    const { saver, refused, tried } = setUp(() =>
      Promise.reject(new Refused({ code: 'x', message: 'no' }, 400)),
    )
    saver.touch()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(refused).toHaveBeenCalledTimes(1)
    expect(tried).toHaveBeenCalledTimes(1)
  })
  it('saves what was typed while a save was under way', async () => {
    const { saver, states, tried } = setUp(() => new Promise((done) => setTimeout(done, 1000)))
    saver.touch()
    await vi.advanceTimersByTimeAsync(400)
    saver.touch()
    await vi.advanceTimersByTimeAsync(5000)
    expect(tried).toHaveBeenCalledTimes(2)
    expect(states.at(-1)).toBe('saved')
  })
})
