import { expect, it } from 'vitest'
import { hostOnly } from './host-only'
import { request, stored } from './rule-fixtures'

it.each([
  ['a=1', 'https://shop.test:99/', false],
  ['a=1', 'https://www.shop.test/', true],
  ['a=1; Domain=shop.test', 'https://www.shop.test/', false],
])('%s of shop.test to %s', (raw, url, withheld) => {
  expect(hostOnly(stored(raw), request(url)) !== null).toBe(withheld)
})
