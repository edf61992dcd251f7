import { describe, expect, it } from 'vitest'
import { glob } from './glob'

describe('Redis’ patterns', () => {
  it.each([
    ['*', 'anything', true],
    ['*', '', true],
    ['sess:*', 'sess:abc', true],
    ['sess:*', 'other', false],
    ['h?llo', 'hello', true],
    ['h?llo', 'hllo', false],
    ['h[ae]llo', 'hallo', true],
    ['h[^e]llo', 'hello', false],
    ['h[a-c]llo', 'hbllo', true],
    ['h\\*llo', 'h*llo', true],
    ['h\\*llo', 'hxllo', false],
    ['*a*b', 'xxaxxb', true],
    ['a.c', 'abc', false],
    ['[', '[', false],
  ])('%j and %j: %s', (pattern, text, fits) => {
    expect(glob(pattern)(text)).toBe(fits)
  })

  it('takes no long time for a hostile one', () => {
    const since = performance.now()
    expect(glob('a*'.repeat(500) + 'b')('a'.repeat(20_000))).toBe(false)
    expect(performance.now() - since).toBeLessThan(500)
  })
})
