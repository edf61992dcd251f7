import { expect, it } from 'vitest'
import { LINES_JUDGED, linesLeftOut } from './line-limit'

it.each([
  [0, false],
  [LINES_JUDGED, false],
  [LINES_JUDGED + 1, true],
])('%i lines', (lines, said) => {
  expect(linesLeftOut(lines) !== null).toBe(said)
})
