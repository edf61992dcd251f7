import { expect, it } from 'vitest'
import { line, reception, request, stored } from './rule-fixtures'
import { secureNeedsHttps, secureSetOverHttp } from './secure'

it.each([
  ['a=1', 'http://shop.test/', false],
  ['a=1; Secure', 'https://shop.test/', false],
  ['a=1; Secure', 'http://shop.test/', true],
  ['a=1; secure=no', 'http://shop.test/', true],
  ['a=1; Secure', 'http://localhost:3000/', true],
])('%s from %s', (raw, url, refused) => {
  const finding = secureSetOverHttp(line(raw), reception(url))
  expect(finding !== null).toBe(refused)
  if (finding) expect(finding.sentence.includes('exception for localhost')).toBe(url.includes('localhost'))
})

it.each([
  ['a=1', 'http://shop.test/', false],
  ['a=1; Secure', 'https://shop.test/', false],
  ['a=1; Secure', 'http://shop.test/', true],
])('%s to %s', (raw, url, withheld) => {
  expect(secureNeedsHttps(stored(raw), request(url)) !== null).toBe(withheld)
})
