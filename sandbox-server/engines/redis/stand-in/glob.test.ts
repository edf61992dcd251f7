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
    ['sess:*', 'sess', false],
    ['sess:*', 'sess:', true],
    ['*a*', 'xx', false],
    ['*a*', 'xax', true],
  ])('%j and %j: %s', (pattern, text, fits) => {
    expect(glob(pattern)(text)).toBe(fits)
  })

  it('gives up on a hostile one, and on every key after that', () => {
    const fits = glob('*' + 'a'.repeat(1000) + 'b')
    expect(fits('a'.repeat(1100) + 'b')).toBe(true)
    // It would take about a thousand steps for each of its letters.
    expect(fits('a'.repeat(10_000) + 'b')).toBe(false)
    expect(fits('a'.repeat(1100) + 'b')).toBe(false)
  })

  it('finds every one of very many keys by how they begin', () => {
    const fits = glob('sess:*')
    const keys = Array.from({ length: 50_000 }, (_, n) => `sess:${'x'.repeat(32)}${String(n)}`)
    expect(keys.filter(fits)).toHaveLength(50_000)
  })
})
