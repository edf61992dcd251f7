import { expect, it } from 'vitest'
import { deathFault, LIMIT_HINTS } from './death-fault'

const SAID = {
  code: 'uncaught',
  message: 'RangeError: Array buffer allocation failed',
  file: 'app.js',
  line: 3,
  column: 5,
  hint: null,
  stack: null,
} as const

it.each([
  'RangeError: Array buffer allocation failed',
  // Node 24
  'RangeError: Failed to allocate memory',
])('no room for buffers is the memory limit, whoever notices first: %s', (message) => {
  const fault = deathFault(1, null, '', { ...SAID, message })
  expect(fault).toMatchObject({ code: 'limit', hint: LIMIT_HINTS.memory, file: 'app.js', line: 3 })
})

it.each([
  'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  '# Fatal process out of memory: Zone',
])('what V8 says at its end is the memory limit: %s', (words) => {
  expect(deathFault(133, null, words, null)).toMatchObject({ code: 'limit', hint: LIMIT_HINTS.memory })
})

it('what the app said itself counts more than how it ended', () => {
  const said = { ...SAID, message: 'Error: no' }
  expect(deathFault(1, null, '', said)).toBe(said)
  expect(deathFault(null, 'SIGKILL', '', null)).toMatchObject({ code: 'killed' })
})
