import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Client as PgClient, ClientConfig, QueryResult } from 'pg'
import { LIMITS } from '../../../protocol/limits'
import { learnerPg, openLab, type Door, type Lab } from './postgres.fixture'
import { SizeLimit } from './size-limit'

const { Client } = learnerPg()
const looks = vi.spyOn(SizeLimit.prototype, 'noteSize')

describe('a learner on the shared PostgreSQL', () => {
  let lab: Lab
  let mallory: Door
  let ann: Door
  let own: string

  beforeAll(async () => {
    lab = await openLab({ CRUMBTRAIL_POSTGRES: 'embedded' })
    mallory = await lab.open('mallory')
    ann = await lab.open('ann')
    own = await databaseOf(mallory)
    await asLearner(ann, (client) => client.query(`CREATE TABLE secrets AS SELECT 'of ann' AS words`))
  })
  afterAll(() => lab.close())

  it.each([
    ['reads a file', `SELECT pg_read_file('/etc/passwd')`],
    ['reads a file of the cluster', `SELECT pg_read_file('pg_hba.conf')`],
    ['reads a file in binary', `SELECT pg_read_binary_file('PG_VERSION')`],
    ['lists a folder', `SELECT pg_ls_dir('/')`],
    ['looks at a file', `SELECT pg_stat_file('/etc/passwd')`],
    ['runs a program by COPY TO', `COPY (SELECT 1) TO PROGRAM 'id'`],
    ['runs a program by COPY FROM', `CREATE TABLE out (x text); COPY out FROM PROGRAM 'id'`],
    ['writes a file by COPY', `COPY (SELECT 1) TO '/tmp/stolen'`],
    ['reads a file by COPY', `CREATE TABLE passwd (x text); COPY passwd FROM '/etc/passwd'`],
    ['imports a file as a large object', `SELECT lo_import('/etc/passwd')`],
    ['exports a large object as a file', `SELECT lo_export(lo_from_bytea(0, 'x'), '/tmp/stolen')`],
    ['makes dblink', `CREATE EXTENSION dblink`],
    ['makes file_fdw', `CREATE EXTENSION file_fdw`],
    ['makes postgres_fdw', `CREATE EXTENSION postgres_fdw`],
    ['makes even a trusted extension', `CREATE EXTENSION pgcrypto`],
    ['loads a library', `LOAD 'dblink'`],
    ['calls into C', `CREATE FUNCTION system(text) RETURNS int LANGUAGE c AS 'libc.so.6', 'system'`],
    [
      'calls an internal function',
      `CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all'`,
    ],
    ['becomes the administrator', `SET ROLE crumbtrail`],
    ['becomes it for the session', `SET SESSION AUTHORIZATION crumbtrail`],
    ['makes itself a superuser', `ALTER ROLE CURRENT_USER SUPERUSER`],
    ['lifts its own connection limit', `ALTER ROLE CURRENT_USER CONNECTION LIMIT -1`],
    ['makes a role', `CREATE ROLE other LOGIN`],
    ['makes a database', `CREATE DATABASE other`],
    ['takes a role of the server', `GRANT pg_read_server_files TO CURRENT_USER`],
    ['executes programs by a role', `GRANT pg_execute_server_program TO CURRENT_USER`],
    ['makes a tablespace', `CREATE TABLESPACE t LOCATION '/tmp'`],
    ['changes the server', `ALTER SYSTEM SET shared_buffers = '1GB'`],
    ['reloads the server', `SELECT pg_reload_conf()`],
    ['moves its files', `SET temp_file_limit = -1`],
    ['lists databases', `SELECT * FROM pg_database`],
    ['lists roles', `SELECT * FROM pg_roles`],
    ['lists users', `SELECT * FROM pg_user`],
    ['reads password hashes', `SELECT * FROM pg_authid`],
    ['lists connections', `SELECT * FROM pg_stat_activity`],
    ['lists connections by function', `SELECT * FROM pg_stat_get_activity(NULL)`],
    ['lists locks', `SELECT * FROM pg_locks`],
    ['prepares a transaction', `BEGIN; PREPARE TRANSACTION 'held'`],
    ['takes a lock of the table all share', `SELECT pg_advisory_lock(n) FROM generate_series(1, 100000) n`],
    ['sees where the cluster lies', `SHOW data_directory`],
    ['sees the rules of log-in', `SELECT * FROM pg_hba_file_rules`],
    ['writes a checkpoint', `CHECKPOINT`],
    ['reads of another database', `SELECT * FROM other.public.secrets`],
    ['subscribes to another server', `CREATE SUBSCRIPTION s CONNECTION 'host=/tmp' PUBLICATION p`],
  ])('is refused when it %s', async (_what, sql) => {
    await expect(asLearner(mallory, (client) => client.query(sql))).rejects.toThrow(
      /permission denied|must be|not exist|not available|disabled|cannot|not supported|not found|could not (open|access)|Only roles|not implemented|prepared transactions are|not allowed/,
    )
  })

  it('lands in its own database whatever it asks for', async () => {
    const names = ['postgres', 'template1', 'shop', await databaseOf(ann)]
    const own = await databaseOf(mallory)
    for (const database of names) expect(await databaseOf(mallory, { database, user: 'crumbtrail' })).toBe(own)
    await expect(asLearner(mallory, (client) => client.query('SELECT * FROM secrets'))).rejects.toThrow(
      'does not exist',
    )
  })

  it('cannot end, cancel or signal connections of others', async () => {
    await asLearner(ann, async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      const pid = String(rows[0]?.pid)
      for (const verb of ['terminate', 'cancel'])
        await expect(
          asLearner(mallory, (other) => other.query(`SELECT pg_${verb}_backend(${pid})`)),
        ).rejects.toThrow('permission denied')
      expect((await client.query('SELECT 1')).rowCount).toBe(1)
    })
  })

  it('cannot cancel the statement of another by its key', async () => {
    await asLearner(ann, async (client) => {
      const { processID, secretKey } = keyOf(client)
      const sleeping = client.query('SELECT pg_sleep(1)')
      await sendCancel(mallory, processID, secretKey)
      expect((await sleeping).rowCount).toBe(1)
    })
  })

  it('hears nothing of what others notify', async () => {
    await asLearner(mallory, async (client) => {
      const heard: unknown[] = []
      client.on('notification', (message) => heard.push(message))
      await client.query('LISTEN news')
      await asLearner(ann, (other) => other.query(`NOTIFY news, 'private'`))
      await client.query('SELECT pg_sleep(0.2)')
      expect(heard).toEqual([])
    })
  })

  it('sees no other names in what it may read', async () => {
    const other = await databaseOf(ann)
    const found = await asLearner(mallory, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`,
      )
      const texts: string[] = []
      for (const { name } of rows) {
        const qualified = `(SELECT nspname FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid WHERE relname = '${name}' LIMIT 1)`
        const schema = await client.query<{ nspname: string }>(`SELECT ${qualified} AS nspname`)
        const answer = await client
          .query(`SELECT * FROM ${String(schema.rows[0]?.nspname)}."${name}"`)
          .catch(() => ({ rows: [] }))
        if (JSON.stringify(answer.rows).includes(other)) texts.push(name)
      }
      return texts
    })
    expect(found).toEqual([])
  })

  it('is cut off when it lifts its time limit', async () => {
    await asLearner(mallory, async (client) => {
      await client.query('SET statement_timeout = 0')
      const began = performance.now()
      // The second where the machine is so slow that it is found too late for the first.
      await expect(client.query('SELECT pg_sleep(60)')).rejects.toThrow(
        /canceling statement|terminating connection/,
      )
      expect(performance.now() - began).toBeLessThan(LIMITS.engine.statementMs + 4000)
    })
  })

  it('is cut off when it catches being cancelled', async () => {
    const stubborn = `DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$`
    await asLearner(mallory, async (client) => {
      await client.query('SET statement_timeout = 0')
      await expect(client.query(stubborn)).rejects.toThrow(/terminat/i)
    })
  })

  it('gets as many connections as it may have, and others still get in', async () => {
    const clients = Array.from({ length: 200 }, () => clientOf(mallory))
    const entered = await Promise.allSettled(clients.map((client) => client.connect()))
    expect(entered.filter(({ status }) => status === 'fulfilled')).toHaveLength(LIMITS.engine.connections)
    const refused = entered.find((result) => result.status === 'rejected')
    expect(String(refused?.reason)).toContain('too many clients')
    for (const client of clients) void client.query('SELECT pg_sleep(3)').catch(() => undefined)
    expect(await databaseOf(ann)).toMatch(/^learner_/)
    expect((await ann.engine.query('SELECT 1')).total).toBe(1)
    await Promise.allSettled(clients.map((client) => client.end()))
    await expect.poll(() => databaseOf(mallory)).toMatch(/^learner_/)
  })

  it('gets fewer for each workspace when it fills the server with many, and others still get in', async () => {
    const doors = await Promise.all(Array.from({ length: 8 }, (_, n) => lab.open(`many${String(n)}`)))
    const entered: number[] = []
    const clients = doors.map((door) => Array.from({ length: 30 }, () => clientOf(door)))
    for (const some of clients) {
      const results = await Promise.allSettled(some.map((client) => client.connect()))
      entered.push(results.filter(({ status }) => status === 'fulfilled').length)
      for (const one of results)
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: '53300' })
    }
    expect(entered.slice(0, 5)).toEqual([30, 30, 30, 30, 30])
    expect(entered[7]).toBeLessThan(25)
    expect(entered[7]).toBeGreaterThanOrEqual(3)
    expect(await databaseOf(ann)).toMatch(/^learner_/)
    await Promise.allSettled(clients.flat().map((client) => client.end()))
  })

  it('cannot take the memory of the machine', async () => {
    await asLearner(mallory, async (client) => {
      // At once, not piece by piece: a slow machine would find it too late before it is too large.
      await expect(client.query(`SELECT length(repeat('x', 1000000000))`)).rejects.toThrow(/memory|terminat/)
    })
  })

  it('cannot fill the disk with temporary files', async () => {
    await expect(
      asLearner(mallory, (client) =>
        client.query(
          `SELECT count(*) FROM (SELECT repeat('x', 1000) || n AS t FROM generate_series(1, 200000) n ORDER BY 1) s`,
        ),
      ),
    ).rejects.toThrow(/temporary file size exceeds|File too large/)
  })

  it('cannot fill the disk with one table', async () => {
    const fill = `CREATE TABLE big AS SELECT repeat(md5(n::text), 60) AS t FROM generate_series(1, 40000) n`
    const filling = asLearner(mallory, async (client) => {
      await client.query('SET statement_timeout = 0')
      await client.query(fill)
    })
    // Where the machine is slow the warden sees how much or how long it is before the file has reached its limit.
    await expect(filling).rejects.toThrow(/File too large|terminating connection|canceling statement/)
    await hasRoom(mallory, own)
  })

  it('loses only what it was writing when one transaction would fill the disk', async () => {
    await asLearner(mallory, (client) => client.query(`CREATE TABLE before AS SELECT 'kept' AS words`))
    const filling = asLearner(mallory, async (client) => {
      await client.query('BEGIN')
      for (const n of [1, 2, 3])
        await client.query(
          `CREATE TABLE much${String(n)} AS SELECT repeat(md5(n::text), 60) AS t FROM generate_series(1, 9000) n`,
        )
      for (let n = 0; n < 40; n += 1) await client.query('SELECT pg_sleep(1)')
    })
    await expect(filling).rejects.toThrow('terminating connection')
    await hasRoom(mallory, own)
    const { rows } = await asLearner(mallory, (client) => client.query('SELECT words FROM before'))
    expect(rows).toEqual([{ words: 'kept' }])
  })

  it('gets a database that can only be read when it has filled it, and all of it back when there is room', async () => {
    await asLearner(mallory, async (client) => {
      for (const n of [1, 2])
        await client.query(
          `CREATE TABLE part${String(n)} AS SELECT repeat(md5(n::text), 60) AS t FROM generate_series(1, 7000) n`,
        )
      await expect.poll(() => mallory.engine.view().fault).toContain('The database is full')
    })
    const notices: unknown[] = []
    const client = clientOf(mallory)
    client.on('notice', (notice) => notices.push(notice.message))
    await client.connect()
    await expect(client.query('CREATE TABLE more (x int)')).rejects.toThrow('read-only transaction')
    expect(notices).toEqual([expect.stringContaining('The database is full')])
    await mallory.engine.query('DROP TABLE part1, part2')
    await client.end()
    await hasRoom(mallory, own)
    await asLearner(mallory, (again) => again.query('CREATE TABLE more (x int)'))
  })

  it('is refused when it goes on filling, and begins anew after a restart', async () => {
    let tables = 0
    const goOn = async (client: PgClient): Promise<void> => {
      // Once it can only be read a learner may still say otherwise, and goes on where it was cut off.
      await client.query('SET default_transaction_read_only = off')
      for (let n = 0; n < 4; n += 1) {
        tables += 1
        await client.query(
          `CREATE TABLE more${String(tables)} AS SELECT repeat(md5(n::text), 60) AS t FROM generate_series(1, 7000) n`,
        )
      }
      for (let n = 0; n < 4; n += 1) await client.query('SELECT pg_sleep(1)')
    }
    const faultAfter = async (): Promise<string | null> => {
      await asLearner(mallory, goOn).catch(() => undefined)
      return mallory.engine.view().fault
    }
    await expect.poll(faultAfter, { timeout: 100_000, interval: 300 }).toContain('Connections are refused')
    await expect(databaseOf(mallory)).rejects.toThrow('Connections are refused')
    await mallory.engine.stop()
    await mallory.engine.start()
    await asLearner(mallory, (client) => client.query('CREATE TABLE more1 (x int)'))
  })

  it('may change its own password and still gets in', async () => {
    await asLearner(mallory, (client) => client.query(`ALTER ROLE CURRENT_USER PASSWORD 'mine'`))
    expect(await databaseOf(mallory)).toMatch(/^learner_/)
  })

  it('may close its own database and still gets in', async () => {
    const own = await databaseOf(mallory)
    await asLearner(mallory, (client) => client.query(`ALTER DATABASE ${own} CONNECTION LIMIT 0`))
    expect(await databaseOf(mallory)).toBe(own)
  })
})

const clientOf = (door: Door, config: ClientConfig = {}): PgClient => {
  const client = new Client({
    host: '127.0.0.1',
    port: door.port,
    user: 'ann',
    password: 'any',
    database: 'shop',
    ...config,
  })
  client.on('error', () => undefined)
  return client
}

async function asLearner<T>(
  door: Door,
  work: (client: PgClient) => Promise<T>,
  config: ClientConfig = {},
): Promise<T> {
  const client = clientOf(door, config)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Its database was looked at again, and nothing is too large in it any more. */
async function hasRoom(door: Door, database: string): Promise<void> {
  const since = looks.mock.calls.length
  // A look that finds it too large says so only when the database is closed, and what was writing has ended before.
  const found = async (): Promise<string[]> => {
    // It is looked at while somebody is connected, who may be cut off by that, or was too large.
    await asLearner(door, (client) => client.query('SELECT pg_sleep(3)')).catch(() => undefined)
    return looksAt(database, since).slice(1)
  }
  await expect.poll(found, { timeout: 90_000, interval: 300 }).toContain('room')
  await expect.poll(() => door.engine.view().fault).toBeNull()
}

/** What was found by each look since then that is over. */
function looksAt(database: string, since: number): string[] {
  const { calls, contexts, settledResults } = looks.mock
  return calls.flatMap(([, fill], n) => {
    const size: unknown = contexts[n]
    const isOf = size instanceof SizeLimit && size['tenant'].database === database
    return isOf && n >= since && settledResults[n]?.type === 'fulfilled' ? [fill] : []
  })
}

async function databaseOf(door: Door, config: ClientConfig = {}): Promise<string> {
  const ask = (client: PgClient): Promise<QueryResult<{ name: string }>> =>
    client.query<{ name: string }>('SELECT current_database() AS name')
  return (await asLearner(door, ask, config)).rows[0]?.name ?? ''
}

/** The key by which pg cancels: its own fields, which its types do not name. */
function keyOf(client: PgClient): { processID: number; secretKey: number } {
  return {
    processID: Number(Reflect.get(client, 'processID')),
    secretKey: Number(Reflect.get(client, 'secretKey')),
  }
}

/** A CancelRequest as any client may send it. */
async function sendCancel(door: Door, processID: number, secretKey: number): Promise<void> {
  const bytes = Buffer.alloc(16)
  ;[16, 80_877_102, processID, secretKey].forEach((value, index) => bytes.writeInt32BE(value, index * 4))
  const socket = connect(door.port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.end(bytes)
  socket.resume()
  await once(socket, 'close')
}
