import { expect, it } from 'vitest'
import { canEdit } from './can-edit'

it.each([
  [{ views: 1 }, true],
  [{}, true],
  [null, false],
  [7, false],
  ['sealed', false],
  [[1], false],
])('%j: %s', (data, can) => {
  expect(canEdit({ data })).toBe(can)
})
