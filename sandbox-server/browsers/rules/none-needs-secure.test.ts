import { expect, it } from 'vitest'
import { noneNeedsSecure } from './none-needs-secure'
import { line, reception } from './rule-fixtures'

it.each([
  ['a=1', false],
  ['a=1; SameSite=Lax', false],
  ['a=1; SameSite=None', true],
  ['a=1; samesite=NONE', true],
  ['a=1; SameSite=None; Secure', false],
  ['a=1; SameSite=None; SameSite=Lax', false],
])('%s', (raw, refused) => {
  expect(noneNeedsSecure(line(raw), reception('https://shop.test/')) !== null).toBe(refused)
})
