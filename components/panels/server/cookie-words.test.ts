import { expect, it } from 'vitest'
import { cookieWords } from './cookie-words'

it.each([
  [{ path: '/', httpOnly: true, originalMaxAge: null }, 'path /, HttpOnly, until the browser closes'],
  [{ path: '/app', secure: true, originalMaxAge: 60_000 }, 'path /app, Secure, for 60 s'],
  [
    { secure: 'auto', sameSite: 'lax', originalMaxAge: 3_600_000 },
    'path /, Secure when the request is, SameSite lax, for 60 min',
  ],
  [{ originalMaxAge: 86_400_000 }, 'path /, for 24 h'],
  [{ originalMaxAge: 60 * 86_400_000 }, 'path /, for 60 days'],
])('%j', (cookie, words) => {
  expect(cookieWords(cookie)).toBe(words)
})
