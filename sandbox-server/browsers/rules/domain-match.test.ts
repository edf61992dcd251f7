import { domainMatch } from 'tough-cookie'
import { describe, expect, it } from 'vitest'
import { domainCoversHost, domainMatches, hostIsCovered } from './domain-match'
import { line, reception, request, stored } from './rule-fixtures'

describe('domainMatches', () => {
  it.each([
    ['shop.test', 'shop.test', true],
    ['www.shop.test', 'shop.test', true],
    ['a.b.shop.test', 'shop.test', true],
    ['shop.test', 'www.shop.test', false],
    ['evilshop.test', 'shop.test', false],
    ['shop.test.evil.test', 'shop.test', false],
    ['1.2.3.4', '1.2.3.4', true],
    ['1.2.3.4', '3.4', false],
    ['[::1]', '[::1]', true],
    ['shop.test', 'test', true],
    ['shop.test', 'st', false],
    ['shop.test', '', false],
  ])('%s in %s: %s, as tough-cookie says too', (host, domain, expected) => {
    expect(domainMatches(host, domain)).toBe(expected)
    if (domain !== '') expect(domainMatch(host, domain, false)).toBe(expected)
  })
})

it.each([
  ['a=1', false],
  ['a=1; Domain=', false],
  ['a=1; Domain=shop.test', false],
  ['a=1; Domain=.Shop.Test', false],
  ['a=1; Domain=www.shop.test', false],
  ['a=1; Domain=other.test', true],
  ['a=1; Domain=a.www.shop.test', true],
  ['a=1; Domain=other.test; Domain=shop.test', false],
  ['a=1; Domain=other.test; Domain=', false],
])('www.shop.test sets %s', (raw, refused) => {
  expect(domainCoversHost(line(raw), reception('http://www.shop.test/')) !== null).toBe(refused)
})

it.each([
  ['https://shop.test/', false],
  ['https://www.shop.test/', false],
  ['https://other.test/', true],
])('a cookie of all of shop.test to %s', (url, withheld) => {
  expect(hostIsCovered(stored('a=1; Domain=shop.test'), request(url)) !== null).toBe(withheld)
})
