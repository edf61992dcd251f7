import { expect, it } from 'vitest'
import { learnerPg, openLab } from './postgres.fixture'
import { message, text } from './wire/message'

const { Client } = learnerPg()

/** What the statement comes to on a connection of its own. */
async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

it('PostgreSQL’s stand-in that falls silent is ended with a sentence, and starts anew with what it kept', async () => {
  const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'stand-in' })
  const door = await lab.open('one')
  await ask(door.url, "create table kept as select 'here' as word")
  await expect(ask(door.url, "copy (select 1) to program 'id'")).rejects.toThrow()
  await expect.poll(() => door.changes).toContain('died')
  expect(door.engine.view().fault).toContain('said nothing for 7.5 s')
  expect(await ask(door.url, 'select word from kept')).toEqual([{ word: 'here' }])
  await lab.close()
})

it('PostgreSQL’s stand-in is ended when it answers the first of two questions only', async () => {
  const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'stand-in' })
  const door = await lab.open('one')
  await ask(door.url, 'select 1')
  const client = new Client(door.url)
  client.on('error', () => undefined)
  await client.connect()
  const question = (sql: string): Buffer => message('Q', text(sql))
  const loop = 'do $$ begin loop end loop; end $$'
  client.connection.stream.write(Buffer.concat([question('select 1'), question(loop)]))
  await expect.poll(() => door.changes).toContain('died')
  expect(door.engine.view().fault).toContain('said nothing for 7.5 s')
  await lab.close()
})

it('PostgreSQL’s stand-in is not taken for silent by those who wait while it answers others', async () => {
  const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'stand-in' })
  const door = await lab.open('one')
  const clients = [1, 2, 3].map(() => new Client(door.url))
  await Promise.all(clients.map((client) => client.connect()))
  // Each as long as it says, all of them longer than a server may keep silent.
  const work = `do $$ declare till timestamptz := clock_timestamp() + interval '3 s';
    begin while clock_timestamp() < till loop end loop; end $$`
  await Promise.all(clients.map((client) => client.query(work)))
  expect(door.changes).not.toContain('died')
  await Promise.all(clients.map((client) => client.end()))
  await lab.close()
})

it('PostgreSQL’s stand-in cannot fill the disk with many tables, and begins empty when it was ended for that', async () => {
  const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'stand-in' })
  const door = await lab.open('one')
  for (let n = 0; n < 80 && !door.changes.includes('died'); n += 1)
    await ask(
      door.url,
      `create table t${String(n)} as select repeat(md5(n::text), 60) as t from generate_series(1, 1000) n`,
    ).catch(() => undefined)
  await expect.poll(() => door.changes).toContain('died')
  expect(door.engine.view().fault).toContain('The database is full')
  expect(await ask(door.url, `select relname from pg_class where relname = 't0'`)).toEqual([])
  await lab.close()
})

it('PostgreSQL’s stand-in cannot take the memory of the machine', async () => {
  const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'stand-in' })
  const door = await lab.open('one')
  // At once, not piece by piece: a slow machine would be ended as one that fell silent before it is full.
  const large = `select length(repeat('x', 1000000000))`
  await expect(ask(door.url, large)).rejects.toThrow('out of memory')
  expect(await ask(door.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await lab.close()
})

it('our own question does not wait for ever for a transaction that an app of PostgreSQL’s stand-in left open', async () => {
  const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'stand-in' })
  const door = await lab.open('one')
  const client = new Client(door.url)
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin')
  await expect(door.engine.query('select 1')).rejects.toThrow('did not answer within 6 s')
  await client.query('commit')
  expect((await door.engine.query('select 1')).total).toBe(1)
  await client.end()
  await lab.close()
})

it('connections to the one session of PostgreSQL’s stand-in do not get into each other’s questions', async () => {
  const lab = await openLab({ CRUMBTRAIL_POSTGRES: 'stand-in' })
  const door = await lab.open('one')
  const clients = [1, 2, 3].map(() => new Client(door.url))
  await Promise.all(clients.map((client) => client.connect()))
  const asking = clients.map(async (client, own) => {
    const sums: number[] = []
    for (let n = 0; n < 40; n += 1) {
      const { rows } = await client.query('select $1::int + $2::int as sum', [own * 1000, n])
      sums.push((rows[0] as { sum: number }).sum - n)
    }
    return new Set(sums)
  })
  const ours = (async () => {
    const rows: unknown[] = []
    for (let n = 0; n < 40; n += 1)
      rows.push((await door.engine.query('select $1::int as own', [String(n)])).rows[0]?.[0])
    return rows
  })()
  expect(await Promise.all(asking)).toEqual([new Set([0]), new Set([1000]), new Set([2000])])
  expect(await ours).toEqual(Array.from({ length: 40 }, (_, n) => String(n)))
  await Promise.all(clients.map((client) => client.end()))
  await lab.close()
})
