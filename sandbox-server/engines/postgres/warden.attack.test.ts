import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Client as PgClient } from 'pg'
import { askAdmin, learnerPg, openLab, type Door, type Lab } from './postgres.fixture'

const { Client } = learnerPg()

describe('a learner who holds up the look at its own database', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  }, 60_000)
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
    await expect(other.query('SELECT pg_sleep(60)')).rejects.toThrow('canceling statement')
    await vi.waitFor(() => expect(mallory.engine.view().fault).toContain('The database is full'), 20_000)
    expect((await mallory.engine.query('SELECT 1')).total).toBe(1)
  }, 90_000)
})

describe('a database that was full when its service ended', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  }, 60_000)
  afterAll(() => lab.close())

  it('can be written again when there is room', async () => {
    const ann = await lab.open('ann')
    await fill(ann)
    await vi.waitFor(() => expect(ann.engine.view().fault).toContain('The database is full'), 20_000)
    await ann.engine.query('DROP TABLE part1, part2')
    await ann.engine.sleep()
    const first = await enter(ann)
    const created = (): Promise<unknown> =>
      enter(ann).then((client) => client.query('CREATE TABLE more (x int)').finally(() => client.end()))
    await vi.waitFor(created, { timeout: 20_000, interval: 300 })
    await first.end()
  }, 60_000)
})

describe('a learner who takes locks on many connections', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  }, 60_000)
  afterAll(() => lab.close())

  it('fills the table of locks for nobody else', async () => {
    const mallory = await lab.open('mallory')
    const clients = await Promise.all(Array.from({ length: 30 }, () => enter(mallory)))
    const names = Array.from({ length: 1900 }, (_, n) => `t${String(n)}`)
    for (const half of [names.slice(0, 950), names.slice(950)])
      await clients[0]?.query(half.map((name) => `CREATE TABLE ${name} (x int)`).join(';'))
    const hold = (client: PgClient): Promise<unknown> =>
      client
        .query(`BEGIN; LOCK TABLE ${names.join(', ')} IN SHARE MODE`)
        .catch((error: unknown) => String(error))
    await Promise.all(clients.map(hold))
    const ann = await enter(await lab.open('ann'))
    await ann.query('CREATE TABLE session (sid text)')
    const held = async (): Promise<number> => Number((await askAdmin(lab, 'SELECT count(*) FROM pg_locks'))[0])
    await vi.waitFor(async () => expect(await held()).toBeLessThan(2100), { timeout: 10_000, interval: 300 })
  }, 60_000)
})

describe('a learner who is gone', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
  }, 60_000)
  afterAll(() => lab.close())

  it('leaves no statement behind that the server goes on with', async () => {
    const mallory = await lab.open('mallory')
    const clients = await Promise.all([1, 2, 3].map(() => enter(mallory)))
    for (const client of clients) {
      await client.query('SET statement_timeout = 0; SET client_connection_check_interval = 0')
      void client.query('DO $$ BEGIN LOOP END LOOP; END $$').catch(() => undefined)
    }
    const looping = (): Promise<unknown[]> =>
      askAdmin(lab, `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO%LOOP%'`)
    await vi.waitFor(async () => expect(await looping()).toHaveLength(3), { timeout: 10_000, interval: 100 })
    for (const { connection } of clients) connection.stream.destroy()
    await vi.waitFor(async () => expect(await looping()).toEqual([]), { timeout: 20_000, interval: 300 })
  }, 60_000)
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
