import { expect, it } from 'vitest'
import { endWords } from './end-words'

const NOW = Date.parse('2026-01-01T00:00:00.000Z')

it.each([
  [61_000, 'ends in 01:01'],
  [0, 'expired'],
  [-1000, 'expired'],
])('%i ms before its end: %s', (left, words) => {
  expect(endWords(new Date(NOW + left).toISOString(), NOW)).toBe(words)
})
