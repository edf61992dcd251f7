import { expect, it } from 'vitest'
import type { RecordMoment, StoreMoment } from '@/protocol/model/views'
import { frontTable, ownPlace } from './front-table'

const made = (store: string, options: Record<string, unknown>) => ({
  id: 1,
  at: 1,
  type: 'store.made' as const,
  exchange: null,
  instance: 1,
  store,
  options,
  recognised: true,
})
const table = (schema: string, name: string, change?: RecordMoment['change']): StoreMoment => ({
  kind: 'postgres',
  engine: `PostgreSQL 18.4, ${schema}.${name}`,
  instance: null,
  total: 0,
  records: change ? [{ sid: 'a', record: null, recordBefore: null, change }] : [],
  columns: [],
  table: { schema, name, state: 'usable' },
  facts: {},
  note: null,
})
const SESSION = table('public', 'session', 'changed')
const VISITS = table('public', 'visits')
const SHOP = table('Web Shop', 'visits')

it.each([
  ['session of the module', [], null, 'session'],
  [
    'what its options say',
    [made('PGStore', { kind: 'postgres', store: { tableName: 'visits' } })],
    null,
    'visits',
  ],
  [
    'what the last of them say, beside other stores',
    [
      made('PGStore', { store: { tableName: 'old' } }),
      made('PGStore', { store: { schemaName: 'shop' } }),
      made('RedisStore', { store: { prefix: 'sess:' } }),
    ],
    'shop',
    'session',
  ],
])('the app’s own table is %s', (_what, stores, schema, name) => {
  expect(ownPlace({ stores })).toEqual({ schema, table: name })
})

it.each([
  ['the chosen one', [SESSION, VISITS], { schema: null, table: 'session' }, VISITS.engine, VISITS],
  [
    'the app’s own, whatever changed elsewhere',
    [SESSION, VISITS],
    { schema: null, table: 'visits' },
    null,
    VISITS,
  ],
  ['the own one of that schema', [VISITS, SHOP], { schema: 'Web Shop', table: 'visits' }, null, SHOP],
  ['the own one on the search path', [SESSION, SHOP], { schema: null, table: 'visits' }, null, SHOP],
  ['one that changed, without an own one', [VISITS, SESSION], { schema: null, table: 'x' }, null, SESSION],
  ['the first, when a chosen one is gone', [VISITS, SHOP], { schema: 'x', table: 'visits' }, 'gone', VISITS],
  ['none of none', [], { schema: null, table: 'session' }, null, undefined],
])('in front is %s', (_which, tables, own, chosen, front) => {
  expect(frontTable(tables, own, chosen)).toBe(front)
})
