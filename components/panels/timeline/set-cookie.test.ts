import { describe, expect, it } from 'vitest'
import { readCookie, readSetCookie } from './set-cookie'

describe('readSetCookie', () => {
  it('takes a line apart', () => {
    const { name, value, attributes } = readSetCookie('connect.sid=s%3Aab=.x; Path=/; HttpOnly; SameSite=Lax')
    expect([name, value]).toEqual(['connect.sid', 's%3Aab=.x'])
    expect(attributes.map((one) => one.text)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax'])
  })

  it.each([
    ['Max-Age=0', 'Delete it now.'],
    ['max-age=60', 'Keep it for 60 seconds.'],
    ['Max-Age=86400', 'Keep it for 86400 seconds, which is 1 day.'],
    ['Max-Age=soon', 'Keep it for soon seconds.'],
    ['Expires=Sat, 21 Nov 2026 05:10:00 GMT', 'Keep it until 21 Nov 2026, 05:10:00 UTC.'],
    ['Path=/app', 'Send it back with /app and all paths below it.'],
    ['SameSite=Sideways', 'An unknown value: treated as if it were not there.'],
    ['Colour=blue', 'Unknown to browsers: ignored.'],
  ])('%s means: %s', (attribute, meaning) => {
    expect(readSetCookie(`a=b; ${attribute}`).attributes[0]?.meaning).toBe(meaning)
  })

  it('reads the pairs of a Cookie header', () => {
    expect(readCookie('a=1; b=x=y; ; lone')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: 'x=y' },
      { name: '', value: 'lone' },
    ])
  })
})
