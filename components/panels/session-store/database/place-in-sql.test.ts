import { expect, it } from 'vitest'
import { placeInSql } from './place-in-sql'

it.each([
  ['selec 1', 1, { line: 1, text: 'selec 1', column: 0 }],
  ['select *\nfrm session', 10, { line: 2, text: 'frm session', column: 0 }],
  ['select sid\nfrom sesion', 17, { line: 2, text: 'from sesion', column: 5 }],
  ['select', 7, { line: 1, text: 'select', column: 6 }],
  ['select', 99, null],
  ['select', null, null],
])('%j at %s', (sql, position, place) => {
  expect(placeInSql(sql, position)).toEqual(place)
})
