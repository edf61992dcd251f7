import { expect, it } from 'vitest'
import { hiddenFromScripts } from './http-only'
import { line } from './rule-fixtures'

it.each([
  ['a=1', false],
  ['a=1; HttpOnly', true],
  ['a=1; httponly=false', true],
])('%s', (raw, hidden) => {
  expect(hiddenFromScripts(line(raw)) !== null).toBe(hidden)
})
