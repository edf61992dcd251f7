import { describe, expect, it } from 'vitest'
import { broken, cookieFacts } from './cookie-facts'

describe('cookieFacts', () => {
  it('sorts what is told of a signed cookie', () => {
    const facts = cookieFacts({
      native: {
        library: 'cookie-session',
        signature: 'valid with keys[0]',
        sealed: false,
        opened: 'yes: base64 needs no key',
        'a thief could read': 'everything: the value is only base64',
        'a thief could replay until': 'the keys change',
        bytes: '61 of 4096',
        'bytes of the Cookie header': 110,
        HttpOnly: true,
        Secure: false,
      },
    })
    expect(facts).toEqual({
      sealed: false,
      opened: 'yes: base64 needs no key',
      signature: 'valid with keys[0]',
      headerBytes: 110,
      thief: [
        ['thief could read', 'everything: the value is only base64'],
        ['thief could replay until', 'the keys change'],
      ],
      rest: [
        ['library', 'cookie-session'],
        ['HttpOnly', 'yes'],
        ['Secure', 'no'],
      ],
    })
  })

  it('shows times as a person reads them', () => {
    const native = { 'a thief could replay until': '2026-12-05T01:44:27.335Z: the server keeps no list' }
    expect(cookieFacts({ native }).thief[0]?.[1]).toBe('5 Dec 2026, 01:44:27 UTC: the server keeps no list')
  })

  it('knows a record of which nothing is told', () => {
    expect(cookieFacts({})).toMatchObject({ sealed: false, headerBytes: null, thief: [], rest: [] })
  })
})

it.each(['Fe26.2*1*abc', 'AAAA', 'B', 'abc%2Aabcd'])('breaks %s in one letter', (raw) => {
  const now = broken(raw)
  expect(now).toHaveLength(raw.length)
  expect(now.includes('%2A')).toBe(raw.includes('%2A'))
  expect(Array.from(now).filter((letter, index) => letter !== raw[index])).toHaveLength(1)
})
