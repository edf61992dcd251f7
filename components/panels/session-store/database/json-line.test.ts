import { expect, it } from 'vitest'
import { jsonLine } from './json-line'

it.each([
  [{ cookie: { path: '/' }, views: 3, user: { name: 'Alice' } }, 'views: 3, user: {"name":"Alice"}'],
  [{ cookie: {} }, '{ cookie }'],
  [null, 'null'],
  [undefined, 'NULL'],
  ['text', '"text"'],
])('%j is %s', (data, line) => {
  expect(jsonLine(data)).toBe(line)
})
