import { expect, it } from 'vitest'
import { readRaw } from './raw-record'

it.each([
  [undefined, 'none'],
  [' ', 'empty'],
  ['{"views":1}', 'json'],
  ['{"views":', 'broken'],
])('%j is %s', (raw, kind) => {
  expect(readRaw(raw).kind).toBe(kind)
})
