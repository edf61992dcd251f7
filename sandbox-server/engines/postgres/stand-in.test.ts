import { expect, it } from 'vitest'
import { learnerPg, openLab } from './postgres.fixture'

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
  expect(door.changes).toContain('died')
  expect(door.engine.view().fault).toContain('said nothing for 10 s')
  expect(await ask(door.url, 'select word from kept')).toEqual([{ word: 'here' }])
  await lab.close()
}, 60_000)
