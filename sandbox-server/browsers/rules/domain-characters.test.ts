import { expect, it } from 'vitest'
import { domainCharacters } from './domain-characters'
import { line, reception } from './rule-fixtures'

it.each([
  ['a=1', false],
  ['a=1; Domain=shop.test', false],
  ['a=1; Domain=xn--bcher-kva.test', false],
  ['a=1; Domain=b\xfccher.test', true],
])('%j', (raw, refused) => {
  expect(domainCharacters(line(raw), reception('http://shop.test/')) !== null).toBe(refused)
})
