import { expect, it } from 'vitest'
import { from, request, stored } from './rule-fixtures'
import { sameSiteSent } from './same-site-sent'

const HERE = 'https://shop.test'
const SUB = 'https://www.shop.test'
const AWAY = 'https://other.test'
const PLAIN = 'http://shop.test'

it.each([
  ['Strict', 'navigate', HERE, 'GET', null],
  ['Strict', 'navigate', SUB, 'GET', null],
  ['Strict', 'fetch', SUB, 'POST', null],
  ['Strict', 'navigate', AWAY, 'GET', 'same-site-strict'],
  ['Strict', 'navigate', PLAIN, 'GET', 'same-site-strict'],
  ['Strict', 'navigate', 'null', 'GET', 'same-site-strict'],
  ['Lax', 'navigate', AWAY, 'GET', null],
  ['Lax', 'form', AWAY, 'GET', null],
  ['Lax', 'form', AWAY, 'POST', 'same-site-lax'],
  ['Lax', 'fetch', AWAY, 'GET', 'same-site-lax'],
  ['Lax', 'navigate', AWAY, 'HEAD', null],
  ['', 'form', AWAY, 'POST', 'same-site-lax'],
  ['', 'navigate', AWAY, 'GET', null],
  ['', 'fetch', HERE, 'POST', null],
  ['None', 'fetch', AWAY, 'POST', null],
] as const)('SameSite=%s, %s from %s by %s', (sameSite, type, origin, method, code) => {
  const cookie = stored(`a=1; SameSite=${sameSite}; Secure`)
  expect(sameSiteSent(cookie, request('https://shop.test/', method, from(type, origin)))?.code ?? null).toBe(
    code,
  )
})

it('always goes with a typed address', () => {
  expect(sameSiteSent(stored('a=1; SameSite=Strict'), request('https://shop.test/', 'POST'))).toBeNull()
})
