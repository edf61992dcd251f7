import { expect, it } from 'vitest'
import { jsonParts } from './json-parts'

const USER = { name: 'Alice' }

it.each([
  [{ cookie: { path: '/' }, views: 3, user: USER }, ['views: 3', 'user: {"name":"Alice"}']],
  [{ cookie: {} }, ['{ cookie }']],
  [null, ['null']],
  [undefined, ['NULL']],
  ['text', ['"text"']],
])('%j is %s', (data, lines) => {
  expect(jsonParts(data, data).map(({ text }) => text)).toEqual(lines)
})

it('marks what differs, and what is new', () => {
  const changed = (now: unknown, before: unknown) =>
    jsonParts(now, before)
      .filter((part) => part.changed)
      .map(({ text }) => text)
  expect(changed({ views: 4, user: USER }, { views: 3, user: USER })).toEqual(['views: 4'])
  expect(changed({ views: 4, user: USER }, { views: 4 })).toEqual(['user: {"name":"Alice"}'])
  expect(changed({ cookie: { a: 1 }, views: 4 }, { cookie: { a: 2 }, views: 4 })).toEqual([])
  expect(changed('new', 'old')).toEqual(['"new"'])
})
