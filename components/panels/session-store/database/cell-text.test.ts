import { expect, it } from 'vitest'
import { cellText } from './cell-text'

it.each([
  ['2026-11-21 05:10:00.5', '2026-11-21 05:10:00'],
  [null, 'NULL'],
  ['t', 't'],
])('%s is shown as %s', (value, text) => {
  const row = { sid: 'a', data: null, expires: null, where: 'public.session', raw: '', bytes: 0 }
  expect(cellText({ ...row, native: { column: value } }, 'column')).toBe(text)
  expect(cellText(row, 'column')).toBe('NULL')
  expect(cellText(null, 'column')).toBe('NULL')
})
