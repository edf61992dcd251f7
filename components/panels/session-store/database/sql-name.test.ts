import { expect, it } from 'vitest'
import { sqlName } from './sql-name'

it.each([
  ['public', 'session', 'session'],
  ['public', 'visits_2027', 'visits_2027'],
  ['public', 'UserSessions', '"UserSessions"'],
  ['public', 'user', '"user"'],
  ['public', '2027', '"2027"'],
  ['Web Shop', 'visits "2027"', '"Web Shop"."visits ""2027"""'],
  ['shop', 'a.b', 'shop."a.b"'],
])('%s, %s is %s', (schema, name, sql) => {
  expect(sqlName({ schema, name })).toBe(sql)
})
