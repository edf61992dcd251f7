import { expect, it } from 'vitest'
import { fileExpiry, fileTimes } from './file-expiry'

const AT = Date.parse('2027-01-15T08:00:00Z')

it.each([
  ['with maxAge', { cookie: { originalMaxAge: 60_000, path: '/' }, a: { b: [1] }, __lastAccess: AT }],
  ['without maxAge', { __lastAccess: AT, cookie: { originalMaxAge: null }, views: 1 }],
  ['without a cookie', { __lastAccess: AT, text: '"cookie":{"originalMaxAge":1}' }],
  ['without its last access', { cookie: { originalMaxAge: 60_000 } }],
  ['with a last access that is none', { cookie: {}, __lastAccess: 'x'.repeat(100) }],
  ['with a last access that is too large', { cookie: {}, __lastAccess: 1e300 }],
  ['that is no object', [{ __lastAccess: AT }]],
])('the end of a record %s is the same whether it is taken apart or not', (_name, data) => {
  for (const ttl of [null, 3600])
    expect(fileExpiry(fileTimes(JSON.stringify(data)), ttl)).toBe(fileExpiry(data, ttl))
})
