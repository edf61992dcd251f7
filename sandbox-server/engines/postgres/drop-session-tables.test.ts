import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dropSessionTables } from './drop-session-tables'
import { openLab, type Door, type Lab } from './postgres.fixture'

const COLUMNS = '(sid text PRIMARY KEY, sess json, expire timestamp(6))'
const TABLES = `SELECT schemaname || '.' || tablename FROM pg_tables
  WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema' ORDER BY 1`

describe('a database made clean', () => {
  let lab: Lab
  let door: Door
  const ask = (sql: string) => door.engine.query(sql, [], { start: true })

  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
    door = await lab.open('shop')
  })
  afterAll(() => lab.close())

  it('has lost its session tables of any schema and name, and no other table', async () => {
    await ask('CREATE SCHEMA "own ""one"')
    for (const place of ['session', '"own ""one"."visits; x"']) await ask(`CREATE TABLE ${place} ${COLUMNS}`)
    await ask('CREATE TABLE people (id int, sid text)')
    await ask('INSERT INTO people VALUES (1)')
    await dropSessionTables(door.engine)
    expect((await ask(TABLES)).rows).toEqual([['public.people']])
    expect((await ask('SELECT count(*) FROM people')).rows).toEqual([['1']])
  })

  it('keeps a table that another one needs, without its rows', async () => {
    await ask(`CREATE TABLE session ${COLUMNS}`)
    await ask('CREATE VIEW latest AS SELECT sid FROM session')
    await ask(`INSERT INTO session VALUES ('a', '{}', now())`)
    await dropSessionTables(door.engine)
    expect((await ask('SELECT count(*) FROM session')).rows).toEqual([['0']])
  })
})
