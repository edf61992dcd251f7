import { describe, expect, it } from 'vitest'
import { takeApart } from './cookie-anatomy'

const sign = 'rMnDjyPQ0uVhxgKSkgbLXPq9N3UL2Ag5IVWcU+C/zxM'

describe('takeApart', () => {
  it.each([
    ['as on the wire', `s%3Aabc.${encodeURIComponent(sign)}`, { prefix: 's%3A', sid: 'abc', signature: sign }],
    ['decoded', `s:abc.${sign}`, { prefix: 's:', sid: 'abc', signature: sign }],
    ['an id with dots', `s:a.b.c.${sign}`, { prefix: 's:', sid: 'a.b.c', signature: sign }],
    [
      'an id with encoded characters',
      `s%3Aa%2Fb.${encodeURIComponent(sign)}`,
      { prefix: 's%3A', sid: 'a/b', signature: sign },
    ],
    ['no prefix', `abc.${sign}`, null],
    ['no signature', 's:abc', null],
    ['a signature too short', 's:abc.def', null],
    ['a broken escape in the id', `s%3A%zz.${sign}`, { prefix: 's%3A', sid: '%zz', signature: sign }],
    ['nothing', '', null],
  ])('%s', (_, value, expected) => {
    expect(takeApart(value)).toEqual(expected)
  })
})
