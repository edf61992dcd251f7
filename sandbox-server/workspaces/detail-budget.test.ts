import { describe, expect, it } from 'vitest'
import { DetailBudget } from './detail-budget'

describe('DetailBudget', () => {
  it('follows a hundred exchanges at once, then forty per second', () => {
    let at = 1000
    const budget = new DetailBudget(() => at)
    const granted = (asked: number): number =>
      Array.from({ length: asked }, () => budget.take()).filter(Boolean).length
    expect(granted(500)).toBe(100)
    at += 500
    expect(granted(500)).toBe(20)
    at += 60_000
    expect(granted(500)).toBe(100)
  })
})
