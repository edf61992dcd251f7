import { expect, it } from 'vitest'
import { lifetime } from './lifetime'
import { line, NOW } from './rule-fixtures'

const DAY = 24 * 3600
const after = (seconds: number): number => NOW + seconds * 1000
const date = (seconds: number): string => new Date(after(seconds)).toUTCString()

it.each([
  ['a=1', null, null, false],
  ['a=1; Max-Age=60', after(60), 'max-age', false],
  ['a=1; Max-Age=0', 0, 'max-age', false],
  ['a=1; Max-Age=-9', 0, 'max-age', false],
  ['a=1; Max-Age=1h', null, null, false],
  ['a=1; Max-Age=', null, null, false],
  ['a=1; Max-Age=+5', null, null, false],
  [`a=1; Max-Age=${'9'.repeat(400)}`, after(400 * DAY), 'max-age', true],
  [`a=1; Max-Age=${String(400 * DAY)}`, after(400 * DAY), 'max-age', false],
  [`a=1; Max-Age=${String(400 * DAY + 1)}`, after(400 * DAY), 'max-age', true],
  [`a=1; Expires=${date(60)}`, after(60), 'expires', false],
  [`a=1; Expires=${date(-60)}`, after(-60), 'expires', false],
  [`a=1; Expires=${date(500 * DAY)}`, after(400 * DAY), 'expires', true],
  ['a=1; Expires=soon', null, null, false],
  [`a=1; Expires=${date(-60)}; Max-Age=60`, after(60), 'max-age', false],
  [`a=1; Max-Age=0; Expires=${date(60)}`, 0, 'max-age', false],
  [`a=1; Max-Age=what; Expires=${date(60)}`, after(60), 'expires', false],
])('%s', (raw, expires, by, capped) => {
  expect(lifetime(line(raw), NOW)).toEqual({ expires, from: by, capped })
})
