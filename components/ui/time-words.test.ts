import { describe, expect, it } from 'vitest'
import { byteCount, shortDuration, timeLeft } from './time-words'

describe('timeLeft', () => {
  it.each([
    [-1, 'expired'],
    [0, 'expired'],
    [41_000, '00:41'],
    [3_581_000, '59:41'],
    [2 * 3_600_000 + 5 * 60_000, '2 h 05 min'],
    [13.5 * 86_400_000, '13 days'],
  ])('%d ms is %s', (ms, words) => {
    expect(timeLeft(ms)).toBe(words)
  })
})

it.each([
  [0.42, '0.4 ms'],
  [12.3, '12 ms'],
  [2140, '2.1 s'],
])('a duration of %d ms is %s', (ms, words) => {
  expect(shortDuration(ms)).toBe(words)
})

it.each([
  [1, '1 byte'],
  [128, '128 bytes'],
  [8192, '8.0 KB'],
])('%d bytes are %s', (bytes, words) => {
  expect(byteCount(bytes)).toBe(words)
})
