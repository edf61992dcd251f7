import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused, Unreachable } from './failures'
import { createSaver } from './saver'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setUp(put: () => Promise<void>) {
  const states: string[] = []
  const text = { now: 'first' }
  const refused = vi.fn()
  const tried = vi.fn(put)
  const saver = createSaver({ now: () => text.now, put: tried, report: (state) => states.push(state), refused })
  return { saver, states, refused, tried, text }
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
  it('tells what the server has, which may be older than what is typed by then', async () => {
    const { saver, text } = setUp(() => new Promise((done) => setTimeout(done, 1000)))
    saver.touch()
    const first = saver.flush()
    text.now = 'second'
    saver.touch()
    await vi.advanceTimersByTimeAsync(5000)
    expect(await first).toEqual({ taken: 'first' })
    expect(await saver.flush()).toEqual({ taken: 'second' })
  })
  it('tells whoever asked that it was not taken, and why', async () => {
    const no = new Refused({ code: 'x', message: 'no' }, 400)
    const { saver } = setUp(() => Promise.reject(no))
    saver.touch()
    expect(await saver.flush()).toEqual({ cause: no })
  })
  it('saves one at a time, also when two ask while a save is under way', async () => {
    const { saver, tried } = setUp(() => new Promise((done) => setTimeout(done, 1000)))
    saver.touch()
    void saver.flush()
    saver.touch()
    void saver.flush()
    void saver.flush()
    await vi.advanceTimersByTimeAsync(5000)
    expect(tried).toHaveBeenCalledTimes(2)
  })
  it('tries no more and tells nothing once ended, until something changes again', async () => {
    const { saver, states, tried } = setUp(() => Promise.reject(new Unreachable('')))
    saver.touch()
    await vi.advanceTimersByTimeAsync(400)
    void saver.flush(true)
    saver.end()
    const told = states.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(tried).toHaveBeenCalledTimes(2)
    expect(states.length).toBe(told)
    saver.touch()
    await vi.advanceTimersByTimeAsync(5000)
    expect(tried.mock.calls.length).toBeGreaterThan(2)
    expect(states.at(-1)).toBe('unsaved')
  })
})
