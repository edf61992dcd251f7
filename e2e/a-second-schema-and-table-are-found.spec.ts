import { expect, test } from './fixtures/promise'
import { appOf, storeApp } from './fixtures/stores'

const ELSEWHERE = `const { Pool } = require('pg')
const PGStore = require('connect-pg-simple')(session)
const pool = new Pool({ connectionString: process.env.DATABASE_URL })
const ready = pool.query('CREATE SCHEMA IF NOT EXISTS "Web Shop"')
const store = new PGStore({ pool, schemaName: 'Web Shop', tableName: 'visits "2027"', createTableIfMissing: true })`

const SCHEMA_IS_THERE = `app.get('/schema', (req, res, next) => ready.then(() => res.send('there'), next))`

test('a schema and table of any name are found', async ({ learner }) => {
  await learner.runApp(storeApp('postgres'))
  await learner.read('alice', '/')
  await learner.save(appOf(ELSEWHERE, { routes: SCHEMA_IS_THERE }))
  await learner.run()
  // The store makes its table with its first question, and needs the schema for it.
  expect(await learner.read('bob', '/schema')).toBe('there')
  expect(await learner.read('bob', '/')).toBe('views 1')

  const snapshots = await learner.storeOf('postgres')
  const places = snapshots.flatMap(({ records }) => records.map(({ where, data }) => [where, data]))
  expect(places).toHaveLength(2)
  const shop = snapshots.find(({ engine }) => engine.includes('Web Shop'))
  expect(shop?.records[0]?.where).toContain('visits "2027"')
  expect(shop?.columns?.map(({ name }) => name)).toEqual(['sid', 'sess', 'expire'])
})
