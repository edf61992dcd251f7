import { expect, it } from 'vitest'
import { madeTablePlace } from './table-place'

it.each([
  [undefined, null, 'session'],
  [{ tableName: 'outside' }, null, 'session'],
  [{ kind: 'postgres', store: {} }, null, 'session'],
  [{ kind: 'postgres', store: { tableName: 'visits' } }, null, 'visits'],
  [{ kind: 'postgres', store: { schemaName: 'shop', pool: '[given]' } }, 'shop', 'session'],
  [{ kind: 'postgres', store: { schemaName: '', tableName: '' } }, null, 'session'],
  [{ kind: 'postgres', store: { schemaName: 'shop', tableName: 'a"."b' } }, 'shop', 'a"."b'],
  [{ kind: 'postgres', store: { tableName: 'a"."b' } }, 'a', 'b'],
  [{ kind: 'postgres', store: { tableName: 'a"."b"."c' } }, null, 'a"."b"."c'],
])('a store made with %j keeps its rows in %s, %s', (options, schema, table) => {
  expect(madeTablePlace(options)).toEqual({ schema, table })
})
