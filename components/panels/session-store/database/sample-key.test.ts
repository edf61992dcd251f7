import { expect, it } from 'vitest'
import { sampleKey } from './sample-key'

const row = (data: unknown) => ({
  record: { sid: 'a', data, expires: null, where: 'public.session', raw: '', bytes: 0 },
})

it.each([
  [[], 'views'],
  [[{ record: null }, row(null), row({ cookie: {} })], 'views'],
  [[row({ cookie: {} }), row({ cookie: {}, "it's": 1, visits: 2 })], 'visits'],
])('of %j it is %s', (records, key) => {
  expect(sampleKey(records)).toBe(key)
})
