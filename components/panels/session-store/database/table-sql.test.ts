import { expect, it } from 'vitest'
import { tableNames, tableSql } from './table-sql'

it.each([
  [undefined, { schema: 'public', table: 'session' }],
  [
    { tableName: 'visits', schemaName: 'shop' },
    { schema: 'shop', table: 'visits' },
  ],
  [{ tableName: 3 }, { schema: 'public', table: 'session' }],
])('%j names %j', (options, names) => {
  expect(tableNames(options)).toEqual(names)
})

it('quotes names', () => {
  expect(tableSql('shop.visits')).toContain('CREATE TABLE "shop"."visits" (')
})
