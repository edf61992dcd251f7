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

it('no room for buffers is the memory limit, whoever notices first', () => {
  const fault = deathFault(1, null, '', SAID)
  expect(fault).toMatchObject({ code: 'limit', hint: LIMIT_HINTS.memory, file: 'app.js', line: 3 })
})

it('what the app said itself counts more than how it ended', () => {
  const said = { ...SAID, message: 'Error: no' }
  expect(deathFault(1, null, '', said)).toBe(said)
  expect(deathFault(null, 'SIGKILL', '', null)).toMatchObject({ code: 'killed' })
})
