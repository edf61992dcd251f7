import { expect, it } from 'vitest'
import { isSameCookie } from './identity'
import { stored } from './rule-fixtures'

const sid = stored('sid=1', 'https://shop.test/')

it.each([
  ['another value', 'sid=2; HttpOnly; Secure; Max-Age=9', true],
  ['another path', 'sid=1; Path=/x', false],
  ['a Domain', 'sid=1; Domain=shop.test', false],
  ['another letter case', 'SID=1', false],
])('%s', (_what, raw, same) => {
  expect(isSameCookie(sid, stored(raw, 'https://shop.test/'))).toBe(same)
})
