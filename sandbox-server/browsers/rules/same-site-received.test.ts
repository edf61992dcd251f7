import { expect, it } from 'vitest'
import { line, reception } from './rule-fixtures'
import { sameSiteReceived } from './same-site-received'

it.each([
  ['a=1; SameSite=Strict', 'same-site', false, false],
  ['a=1; SameSite=Strict', 'cross-site', true, false],
  ['a=1; SameSite=Strict', 'cross-site', false, true],
  ['a=1; SameSite=Lax', 'cross-site', false, true],
  ['a=1', 'cross-site', false, true],
  ['a=1; SameSite=what', 'cross-site', false, true],
  ['a=1; SameSite=None; Secure', 'cross-site', false, false],
  ['a=1; SameSite=Strict; SameSite=None', 'cross-site', false, false],
] as const)('%s, %s, page load: %s', (raw, sameSite, topLevel, refused) => {
  expect(sameSiteReceived(line(raw), reception('http://shop.test/', { sameSite, topLevel })) !== null).toBe(
    refused,
  )
})
