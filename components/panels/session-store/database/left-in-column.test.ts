import { expect, it } from 'vitest'
import { timeLeft } from '@/components/ui/time-words'
import { leftInColumn } from './left-in-column'

const NOW = Date.parse('2027-01-15T08:00:00Z')
const row = { expires: '2027-01-15T08:10:00Z' }
const TIME = 'timestamp(6) without time zone'

it.each([
  ['expire', TIME, row, NOW, timeLeft(600_000)],
  ['created_at', TIME, row, NOW, null],
  ['expire', 'integer', row, NOW, null],
  ['expire', TIME, { expires: null }, NOW, null],
  ['expire', TIME, null, NOW, null],
  ['expire', TIME, row, null, null],
])('under %s %s of %j it is %s', (name, type, record, now, left) => {
  expect(leftInColumn({ name, type }, record, now)).toBe(left)
})
