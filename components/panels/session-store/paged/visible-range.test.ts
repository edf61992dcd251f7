import { expect, it } from 'vitest'
import { visibleRange } from './visible-range'

const list = { count: 10_000, rowHeight: 28, pageSize: 200 }

it.each([
  [0, { from: 0, to: 15, pages: [0] }],
  [28 * 198, { from: 190, to: 213, pages: [0, 1] }],
  [28 * 9995, { from: 9987, to: 10_000, pages: [49] }],
])('at %i px', (top, range) => {
  expect(visibleRange({ top, height: 7 * 28 }, list)).toEqual(range)
})

it('is empty where nothing matches', () => {
  expect(visibleRange({ top: 500, height: 200 }, { ...list, count: 0 })).toEqual({ from: 0, to: 0, pages: [] })
})
