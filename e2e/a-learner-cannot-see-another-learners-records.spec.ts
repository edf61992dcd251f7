import { curiousMemcached, curiousPostgres, curiousRedis } from './fixtures/curious-apps'
import type { Learner } from './fixtures/learner'
import { expect, test } from './fixtures/promise'
import { storeApp, type StoreName } from './fixtures/stores'

/** Somebody else's session, in the same kind of store; resolves to what must not be seen. */
async function victim(learner: Learner, name: StoreName): Promise<{ sid: string; id: string }> {
  const { id } = await learner.runApp(storeApp(name))
  await learner.read('alice', '/')
  return { sid: (await learner.recordOf(name)).sid, id }
}

const saying = (curious: Learner, ...words: string[]): Promise<string> =>
  curious.read('alice', `/?say=${encodeURIComponent(JSON.stringify(words))}`)

test('not with any Redis command', async ({ learner, stranger }) => {
  const { sid, id } = await victim(learner, 'redis')
  await stranger.runApp(curiousRedis())
  expect(await saying(stranger, 'PING'), 'the app reaches its own Redis').toContain('PONG')
  for (const words of [
    ['SCAN', '0', 'COUNT', '100000'],
    ['KEYS', '*'],
    ['RANDOMKEY'],
    ['CLIENT', 'LIST'],
    ['CONFIG', 'GET', '*'],
    ['ACL', 'LIST'],
    ['INFO', 'everything'],
    ['MONITOR'],
    ['DEBUG', 'OBJECT', `sess:${sid}`],
    ['GET', `sess:${sid}`],
    ['DUMP', `sess:${sid}`],
    ['REPLICAOF', '127.0.0.1', '6379'],
    ['EVAL', "return redis.call('KEYS', '*')", '0'],
    ['SHUTDOWN', 'NOSAVE'],
    ['FLUSHALL'],
  ]) {
    const said = await saying(stranger, ...words)
    expect(said, words.join(' ')).not.toContain(sid)
    expect(said, words.join(' ')).not.toContain(id)
  }
  expect(await learner.read('alice', '/')).toBe('views 2')
})

test('not with any line to Memcached', async ({ learner, stranger }) => {
  const { sid, id } = await victim(learner, 'memcached')
  await stranger.runApp(curiousMemcached())
  await stranger.command('memcached', 'start')
  expect(await saying(stranger, 'version'), 'the app reaches its own Memcached').toContain('VERSION')
  for (const line of [
    'lru_crawler metadump all',
    'stats items',
    'stats conns',
    'stats settings',
    'stats cachedump 1 1000',
    `get ${sid}`,
    `mg ${sid} v t`,
    'flush_all',
    'shutdown',
  ]) {
    const said = await saying(stranger, line)
    expect(said, line).not.toContain(sid)
    expect(said, line).not.toContain(id)
  }
  expect(await learner.read('alice', '/')).toBe('views 2')
})

test('not with any SQL', async ({ learner, stranger }) => {
  const { sid } = await victim(learner, 'postgres')
  const [[database, user] = []] = (await learner.ask('select current_database(), current_user')).rows
  expect(database, 'the victim’s database has a name').toBeTruthy()
  // A stand-in is a server of one’s own, without files and programs: there, what is not refused leads nowhere.
  const isShared = (await learner.engine('postgres')).source.from !== 'stand-in'
  await stranger.runApp(curiousPostgres())
  expect(await saying(stranger, 'select 40 + 2 as answer'), 'the app reaches its own database').toContain('42')
  for (const sql of [
    'select * from session',
    "select pg_read_file('/etc/passwd')",
    "select pg_read_file('postgresql.conf')",
    "select pg_ls_dir('.')",
    "copy (select 1) to program 'id'",
    "create table x (t text); copy x from '/etc/passwd'",
    "copy (select 1) to '/tmp/x'",
    "select lo_import('/etc/passwd')",
    "select lo_export(1, '/tmp/x')",
    'create extension dblink',
    "select dblink_connect('dbname=postgres')",
    'create extension file_fdw',
    'create role mallory superuser',
    'alter role current_user superuser',
    'set role postgres',
    'set session authorization postgres',
    'create database other',
    'select datname from pg_database',
    'select rolname, rolpassword from pg_authid',
    'select usename, passwd from pg_shadow',
    'select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user',
    'select query from pg_stat_activity where usename <> current_user',
    "alter system set shared_preload_libraries = 'x'",
    "do $$ begin execute 'set role postgres'; end $$",
  ]) {
    const said = await saying(stranger, sql)
    if (isShared) expect(said, sql).toMatch(/^refused: /)
    expect(said, sql).not.toContain(sid)
    expect(said, sql).not.toContain('root:')
    expect(said, sql).not.toContain('SCRAM-SHA-256$')
  }
  for (const sql of ['select * from session', `select * from "${database ?? ''}".public.session`]) {
    const said = await saying(stranger, sql, database ?? '', user ?? '')
    expect(said, `database ${database ?? ''}`).toMatch(/^refused: /)
    expect(said, `database ${database ?? ''}`).not.toContain(sid)
  }
  const own = await saying(stranger, 'select current_database() as name', database ?? '', user ?? '')
  expect(own, 'whatever name it asks for, it is in its own database').toContain('said: ')
  if (isShared) expect(own).not.toContain(`"${database ?? ''}"`)
  expect(await learner.read('alice', '/')).toBe('views 2')
})
