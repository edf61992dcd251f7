import { describe, expect, it } from 'vitest'
import type { JarCookie } from '@/protocol/cookie'
import { cookieFlags, quietFlags } from './cookie-flags'

const NOW = Date.UTC(2026, 10, 20, 14)
const cookie = (rest: Partial<JarCookie> = {}): JarCookie => ({
  name: 'connect.sid',
  value: 'v',
  domain: 'localhost',
  hostOnly: true,
  path: '/',
  secure: false,
  httpOnly: true,
  sameSite: 'default',
  expires: null,
  createdAt: new Date(NOW).toISOString(),
  bytes: 12,
  ...rest,
})
const words = (rest?: Partial<JarCookie>) => cookieFlags(cookie(rest), NOW).map((flag) => flag.text)

describe('cookieFlags', () => {
  it('says how long first', () => {
    expect(words()).toEqual(['until the browser closes', 'HttpOnly', 'Path=/'])
    expect(words({ expires: new Date(NOW + 3_581_000).toISOString() })[0]).toBe('expires in 59:41')
    expect(words({ expires: new Date(NOW - 1).toISOString() })[0]).toBe('expired')
  })

  it('names what was asked for', () => {
    expect(words({ secure: true, sameSite: 'none', hostOnly: false })).toEqual([
      'until the browser closes',
      'HttpOnly',
      'Secure',
      'SameSite=None',
      'Path=/',
      'Domain=localhost',
    ])
  })

  it('names what was left unsaid', () => {
    expect(quietFlags(cookie()).map((flag) => flag.text)).toEqual([
      'only localhost',
      'no SameSite',
      'not Secure',
    ])
  })
})
