import { defaultPath as toughDefaultPath } from 'tough-cookie'
import { describe, expect, it } from 'vitest'
import { cookiePath, defaultPath, pathCovers, pathMatches } from './path'
import { line, request, stored } from './rule-fixtures'

it.each([
  ['/', '/', true],
  ['/a', '/', true],
  ['/a', '/a', true],
  ['/a/', '/a', true],
  ['/a/b', '/a', true],
  ['/a/b', '/a/', true],
  ['/ab', '/a', false],
  ['/a', '/a/', false],
  ['/A', '/a', false],
  ['/', '/a', false],
])('a request for %s and a cookie for %s: %s', (requested, path, expected) => {
  expect(pathMatches(requested, path)).toBe(expected)
})

it.each([
  ['/', '/'],
  ['/a', '/'],
  ['/a/', '/a'],
  ['/a/b', '/a'],
  ['/a/b/c', '/a/b'],
  ['', '/'],
  ['//a', '/'],
])('the default path at %j is %s, as tough-cookie says too', (requested, expected) => {
  expect(defaultPath(requested)).toBe(expected)
  expect(toughDefaultPath(requested)).toBe(expected)
})

describe('cookiePath at /a/b', () => {
  it.each([
    ['a=1', '/a'],
    ['a=1; Path=/', '/'],
    ['a=1; Path=/x/y', '/x/y'],
    ['a=1; Path=x', '/a'],
    ['a=1; Path', '/a'],
    ['a=1; Path=/x; Path=/y', '/y'],
    [`a=1; Path=/${'x'.repeat(1023)}`, `/${'x'.repeat(1023)}`],
    [`a=1; Path=/${'x'.repeat(1024)}`, '/a'],
  ])('%s', (raw, expected) => {
    expect(cookiePath(line(raw), new URL('http://localhost/a/b'))).toBe(expected)
  })
})

it('says which path is not covered', () => {
  expect(pathCovers(stored('sid=1; Path=/admin'), request('https://shop.test/shop'))?.sentence).toBe(
    '“sid” is for /admin and below, and /shop is not there.',
  )
})
