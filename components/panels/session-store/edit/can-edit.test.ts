import { expect, it } from 'vitest'
import { canEdit, whyNoEdit } from './can-edit'

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

it.each([
  ['a record that is shown as it is stored', { data: null, raw: '{"views":1}' }, true],
  ['one that can be edited', { data: { views: 1 }, raw: '{"views":1}' }, false],
  [
    'one that says itself that it is sealed',
    { data: null, raw: '{"ct":"x"}', native: { sealed: true } },
    false,
  ],
  ['a list', { data: null, raw: '["a","b"]' }, false],
  ['a bare value', { data: null, raw: 'null' }, false],
  ['half-written JSON', { data: null, raw: '{"views":' }, false],
])('whether %s is told why it cannot be edited', (_name, record, told) => {
  expect(whyNoEdit(record) !== null).toBe(told)
})
