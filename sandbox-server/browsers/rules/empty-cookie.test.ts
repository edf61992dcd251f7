import { expect, it } from 'vitest'
import { emptyCookie } from './empty-cookie'
import { line, reception } from './rule-fixtures'

it.each([
  ['', true],
  ['=', true],
  ['; Path=/', true],
  [' = ; Secure', true],
  ['a', false],
  ['a=', false],
  ['=a', false],
])('%j', (raw, refused) => {
  expect(emptyCookie(line(raw), reception('http://localhost:3000/')) !== null).toBe(refused)
})
