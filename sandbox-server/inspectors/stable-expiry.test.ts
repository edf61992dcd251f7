import { describe, expect, it } from 'vitest'
import { StableExpiry } from './stable-expiry'

const iso = (ms: number): string => new Date(ms).toISOString()

describe('StableExpiry', () => {
  it('stays the same while the time that is left runs down', () => {
    const ends = new StableExpiry(1)
    expect(ends.endOf('a', 60_000, { from: 1000, to: 1004 })).toBe(iso(61_000))
    expect(ends.endOf('a', 59_990, { from: 1011, to: 1013 })).toBe(iso(61_000))
    expect(ends.endOf('a', 30_001, { from: 31_000, to: 31_030 })).toBe(iso(61_000))
  })

  it('does not wander with many small errors', () => {
    const ends = new StableExpiry(1000)
    const seen = new Set<string | null>()
    for (let at = 0; at < 50_000; at += 370)
      seen.add(ends.endOf('a', Math.ceil((60_000 - at) / 1000) * 1000, { from: at, to: at + 2 }))
    expect([...seen]).toEqual([iso(60_000)])
  })

  it('follows a new end, and one that is taken away', () => {
    const ends = new StableExpiry(1)
    ends.endOf('a', 60_000, { from: 0, to: 1 })
    expect(ends.endOf('a', 60_000, { from: 500, to: 501 })).toBe(iso(60_500))
    expect(ends.endOf('a', null, { from: 500, to: 501 })).toBeNull()
    expect(ends.endOf('b', Number.MAX_VALUE, { from: 0, to: 1 })).toBeNull()
  })

  it('remembers a bounded number', () => {
    const ends = new StableExpiry(1)
    for (let i = 0; i < 25_000; i += 1) ends.endOf(String(i), 1000, { from: 0, to: 1 })
    expect(ends.endOf('0', 1000, { from: 1, to: 2 })).toBe(iso(1001))
    expect(ends.endOf('24999', 1000, { from: 1, to: 2 })).toBe(iso(1000))
  })
})
