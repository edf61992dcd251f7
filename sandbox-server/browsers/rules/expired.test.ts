import { expect, it } from 'vitest'
import { expired } from './expired'
import { NOW, stored } from './rule-fixtures'

it.each([
  ['a=1', Number.MAX_SAFE_INTEGER / 10, false],
  ['a=1; Max-Age=60', 59_999, false],
  ['a=1; Max-Age=60', 60_000, true],
])('%s after %i ms', (raw, later, over) => {
  expect(expired(stored(raw), NOW + later) !== null).toBe(over)
})
