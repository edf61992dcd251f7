import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { KeySpace } from './key-space'

const value = Buffer.from('v')
const keysOf = (space: KeySpace, after = 0) => [...space.entries(0, after)].map(([key]) => key)

afterEach(() => {
  vi.useRealTimers()
})

describe('what a stand-in keeps', () => {
  it('is found in order after any id, whatever came and went', () => {
    const step = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), fc.integer({ min: 0, max: 300 }), (steps, after) => {
        const space = new KeySpace()
        const model = new Map<string, number>()
        let ids = 0
        for (const [isSet, n] of steps) {
          const key = `k${String(n)}`
          if (isSet) {
            space.set(0, key, value, null)
            if (!model.has(key)) model.set(key, (ids += 1))
          } else expect(space.delete(0, key)).toBe(model.delete(key))
        }
        expect(keysOf(space, after)).toEqual([...model].filter(([, id]) => id > after).map(([key]) => key))
        expect(space.size(0)).toBe(model.size)
        const any = space.any(0)
        expect(any === null ? model.size === 0 : model.has(any)).toBe(true)
      }),
    )
  })

  it('loses what expires, and counts nothing of it any more', () => {
    vi.useFakeTimers()
    const space = new KeySpace()
    for (let n = 0; n < 3000; n += 1)
      space.set(0, `k${String(n)}`, value, n === 2999 ? null : Date.now() + 1000)
    vi.advanceTimersByTime(2000)
    for (let looks = 0; looks < 3; looks += 1) space.size(0)
    expect(space.size(0)).toBe(1)
    expect(space.any(0)).toBe('k2999')
    space.delete(0, 'k2999')
    expect([space.any(0), space.usedBytes]).toEqual([null, 0])
  })

  it('keeps no more alive than is counted', () => {
    const space = new KeySpace()
    space.set(0, 'k', Buffer.from('v'), null)
    expect(space.get(0, 'k')?.value.buffer.byteLength).toBe(1)
  })

  it('is shown whole while what has expired goes', () => {
    vi.useFakeTimers()
    const space = new KeySpace()
    for (let n = 0; n < 500; n += 1)
      space.set(0, `k${String(n)}`, value, n % 5 === 4 ? null : Date.now() + 1000)
    vi.advanceTimersByTime(2000)
    expect(keysOf(space)).toHaveLength(100)
  })
})
