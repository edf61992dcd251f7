import { describe, expect, it } from 'vitest'
import type { JarCookie } from './cookie'
import { fillIn, lastCookieHeader, sessionIdIn } from './fill-in'

const signature = 'a'.repeat(43)
const cookie = (name: string, value: string): JarCookie => ({
  name,
  value,
  domain: 'localhost',
  hostOnly: true,
  path: '/',
  secure: false,
  httpOnly: true,
  sameSite: 'default',
  expires: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  bytes: 1,
})
const jar = [cookie('theme', 'dark'), cookie('connect.sid', `s%3Aabc.${signature}`)]
const jarOf = (browser: string) => (browser === 'alice' ? jar : [])

describe('fillIn', () => {
  it.each([
    ['/peek?key={{alice id}}', '/peek?key=abc'],
    ['/peek?key={{alice cookie}}', `/peek?key=s%3Aabc.${signature}`],
    ['/peek?key={{bob id}}', '/peek?key='],
    ['/?c={{alice jar}}', `/?c=theme=dark; connect.sid=s%3Aabc.${signature}`],
    ['/?c={{alice cookie theme}}', '/?c=dark'],
    ['/?c={{alice sent}}', '/?c='],
    ['/{{alice}}', '/{{alice}}'],
  ])('turns %s into %s', (url, filled) => {
    expect(fillIn({ url }, jarOf)).toEqual({ url: filled })
  })

  it('fills headers and body too', () => {
    const request = {
      url: '/',
      headers: [['Cookie', 'x={{alice id}}'] as [string, string]],
      body: '{{alice id}}',
    }
    expect(fillIn(request, jarOf)).toEqual({ url: '/', headers: [['Cookie', 'x=abc']], body: 'abc' })
  })
})

it('remembers what a browser sent last, whatever its jar holds now', () => {
  const exchange = (browser: string, headers: [string, string][]) => ({
    browser,
    request: { method: 'GET', url: '/', headers, body: null },
  })
  const sent = lastCookieHeader([
    exchange('alice', [['Cookie', 'a=1']]),
    exchange('bob', [['cookie', 'a=2']]),
    exchange('alice', [['Accept', '*/*']]),
  ])
  expect(fillIn({ url: '/?{{alice sent}}&{{bob sent}}' }, jarOf, sent)).toEqual({ url: '/?a=1&a=2' })
})

it('finds the session id among other cookies', () => {
  expect(sessionIdIn(jar)).toBe('abc')
  expect(sessionIdIn([])).toBeNull()
})
