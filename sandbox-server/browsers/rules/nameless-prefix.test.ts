import { expect, it } from 'vitest'
import { namelessPrefix } from './nameless-prefix'
import { line, reception } from './rule-fixtures'

it.each([
  ['=__Host-a=1', true],
  ['__host-a', true],
  ['=__SECURE-a=1', true],
  ['=a', false],
  ['a=__Host-b', false],
])('%s', (raw, refused) => {
  expect(namelessPrefix(line(raw), reception('https://shop.test/')) !== null).toBe(refused)
})
