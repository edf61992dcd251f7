import { expect, it } from 'vitest'
import { line, reception } from './rule-fixtures'
import { securePrefix } from './secure-prefix'

it.each([
  ['__Secure-a=1', true],
  ['__SECURE-a=1', true],
  ['__secure-a=1; Secure', false],
  ['__Secure-a=1; Secure; Domain=shop.test', false],
  ['__Securea=1', false],
  ['x__Secure-a=1', false],
])('%s', (raw, refused) => {
  expect(securePrefix(line(raw), reception('https://shop.test/')) !== null).toBe(refused)
})
