import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client as PgClient } from 'pg'
import { askAdmin, learnerPg, openLab, type Door, type Lab } from './postgres.fixture'

const { Client } = learnerPg()

describe('a learner who holds up the look at its own database', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  })
  afterAll(() => lab.close())

  it('is found full, may be asked on, and the limits of the others stay', async () => {
    const mallory = await lab.open('mallory')
    const ann = await lab.open('ann')
    const holder = await enter(mallory)
    for (const setting of ['statement_timeout = 0', 'vacuum_cost_delay = 100', 'vacuum_cost_limit = 1'])
      await holder.query(`ALTER ROLE CURRENT_USER SET ${setting}`)
    await holder.query('CREATE TABLE session (sid text)')
    await holder.query('BEGIN')
    await holder.query('LOCK TABLE session')
    await fill(mallory)
    const other = await enter(ann)
    await other.query('SET statement_timeout = 0')
    await expect(other.query('SELECT pg_sleep(60)')).rejects.toThrow(
      /canceling statement|terminating connection/,
    )
    await expect.poll(() => mallory.engine.view().fault).toContain('The database is full')
    expect((await mallory.engine.query('SELECT 1')).total).toBe(1)
  })
})

describe('a database that was full when its service ended', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  })
  afterAll(() => lab.close())

  it('can be written again when there is room', async () => {
    const ann = await lab.open('ann')
    await fill(ann)
    await expect.poll(() => ann.engine.view().fault).toContain('The database is full')
    await ann.engine.query('DROP TABLE part1, part2')
    await ann.engine.sleep()
    const first = await enter(ann)
    // It may be made though the connection is ended before that is heard.
    const created = (): Promise<unknown> =>
      enter(ann).then((client) =>
        client.query('CREATE TABLE IF NOT EXISTS more (x int)').finally(() => client.end()),
      )
    await expect.poll(created, { interval: 300 }).toMatchObject({ command: 'CREATE' })
    await first.end()
  })
})

describe('a learner who takes locks on many connections', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  })
  afterAll(() => lab.close())

  it('fills the table of locks for nobody else', async () => {
    const mallory = await lab.open('mallory')
    const clients = await Promise.all(Array.from({ length: 30 }, () => enter(mallory)))
    const names = Array.from({ length: 1900 }, (_, n) => `t${String(n)}`)
    // As many at once as a slow machine makes within the time that a statement has.
    for (let from = 0; from < names.length; from += 100) {
      const some = names.slice(from, from + 100)
      await clients[0]?.query(some.map((name) => `CREATE TABLE ${name} (x int)`).join(';'))
    }
    const hold = (client: PgClient): Promise<unknown> =>
      client
        .query(`BEGIN; LOCK TABLE ${names.join(', ')} IN SHARE MODE`)
        .catch((error: unknown) => String(error))
    await Promise.all(clients.map(hold))
    const ann = await enter(await lab.open('ann'))
    await ann.query('CREATE TABLE session (sid text)')
    const held = async (): Promise<number> => Number((await askAdmin(lab, 'SELECT count(*) FROM pg_locks'))[0])
    await expect.poll(() => held()).toBeLessThan(2100)
  })
})

describe('a learner who is gone', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  })
  afterAll(() => lab.close())

  it('leaves no statement behind that the server goes on with', async () => {
    const mallory = await lab.open('mallory')
    const clients = await Promise.all([1, 2, 3].map(() => enter(mallory)))
    for (const client of clients)
      await client.query('SET statement_timeout = 0; SET client_connection_check_interval = 0')
    for (const client of clients) void client.query('DO $$ BEGIN LOOP END LOOP; END $$').catch(() => undefined)
    const looping = (): Promise<unknown[]> =>
      askAdmin(lab, `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO%LOOP%'`)
    // Where the machine is slow the first may be cut off before the last is seen.
    const seen = new Set<unknown>()
    const seenSoFar = async (): Promise<number> => {
      for (const pid of await looping()) seen.add(pid)
      return seen.size
    }
    await expect.poll(seenSoFar).toBe(3)
    for (const { connection } of clients) connection.stream.destroy()
    await expect.poll(() => looping()).toEqual([])
  })
})

async function fill(door: Door): Promise<void> {
  const client = await enter(door)
  for (const n of ['1', '2'])
    await client.query(
      `CREATE TABLE part${n} AS SELECT repeat(md5(n::text), 60) AS t FROM generate_series(1, 7000) n`,
    )
}

async function enter(door: Door): Promise<PgClient> {
  const client = new Client({ connectionString: door.url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
