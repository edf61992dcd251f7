import { expect, it } from 'vitest'
import { sqlVerb } from './sql-verb'

it.each([
  ['select 1', 'SELECT'],
  ['  -- why\n/* so */ (insert into a', 'INSERT'],
  ['', 'SQL'],
  ['42', 'SQL'],
  ['/*'.repeat(50_000), 'SQL'],
])('%.20s begins with %s', (sql, verb) => {
  expect(sqlVerb(sql)).toBe(verb)
})
