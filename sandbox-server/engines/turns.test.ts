import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Turns } from './turns'

describe('turns', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  /** What is done of so much, with the rest that follows it. */
  const begin = (much: number, restMs: number) => {
    let left = much
    const whenCaughtUp = vi.fn()
    const turns = new Turns({
      step: () => left > 0 && left-- > 0,
      mayGoOn: () => true,
      whenCaughtUp,
      work: (task) => {
        task()
        return restMs
      },
    })
    turns.more()
    return { turns, whenCaughtUp, left: () => left }
  }

  it('rest as long as they are told, though nothing is left to do', () => {
    // A slice is over by the clock, however little was done in it where the machine is busy.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    const { turns, whenCaughtUp, left } = begin(3, 100)
    expect([left(), turns.isBehind]).toEqual([0, true])
    vi.advanceTimersByTime(99)
    expect(whenCaughtUp).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(turns.isBehind).toBe(false)
    expect(whenCaughtUp).toHaveBeenCalledOnce()
  })

  it('do nothing more once they are cleared', () => {
    const { turns, whenCaughtUp } = begin(3, 100)
    turns.clear()
    turns.goOn()
    vi.advanceTimersByTime(1000)
    expect(turns.isBehind).toBe(false)
    expect(whenCaughtUp).not.toHaveBeenCalled()
  })

  it('of all connections together leave the rest for later when a slice is over', async () => {
    const endless = Array.from({ length: 20 }, () => begin(Number.MAX_SAFE_INTEGER, 0))
    const began = () => endless.filter(({ left }) => left() < Number.MAX_SAFE_INTEGER).length
    expect(began()).toBeLessThan(20)
    await expect.poll(began).toBe(20)
    for (const { turns } of endless) turns.clear()
  })
})
