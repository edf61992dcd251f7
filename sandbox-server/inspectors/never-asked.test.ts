import { describe, expect, it } from 'vitest'
import type { EngineState } from '../../protocol/engine'
import type { StoreKind } from '../../protocol/snapshot'
import type { Inspector } from './inspector'
import { memcachedInspector } from './memcached/memcached'
import { MongoInspector } from './mongo/mongo'
import { PostgresInspector } from './postgres/postgres'
import { RedisInspector } from './redis/redis'

/** A server in the state that a test says; whoever asks it is told that it does not run. */
let state: EngineState
const reader = { name: () => 'Server 1', state: () => state }
const nobody = () => Promise.reject(new Error('not running'))
const workspace = (kind: StoreKind) => ({
  made: () => [{ store: 'Store', options: { kind, store: {} } }],
  now: () => 0,
})

const MAKERS: Record<string, () => Inspector> = {
  redis: () => new RedisInspector({ ...reader, command: nobody, database: () => 0 }, workspace('redis')),
  memcached: () => memcachedInspector({ ...reader, ask: nobody }, workspace('memcached')),
  postgres: () => new PostgresInspector({ ...reader, query: nobody }, workspace('postgres').made),
  mongo: () => {
    const mongo = { documents: nobody, count: nobody, remove: nobody, edit: nobody, find: nobody }
    return new MongoInspector({ ...reader, ...mongo }, workspace('mongo').made)
  },
}

describe.each(Object.entries(MAKERS))('%s', (_kind, make) => {
  it.each(['idle', 'starting'] as const)('never asked and %s: nobody says that it is empty', async (now) => {
    state = now
    await expect(make().read()).rejects.toThrow('Nobody has asked Server 1 yet.')
  })

  it('once seen it is shown as it was while it sleeps, and as starting when it starts', async () => {
    const inspector = make()
    state = 'stopped'
    const seen = await inspector.read()
    expect(seen).toMatchObject([{ total: 0, note: expect.stringContaining('stopped') as string }])
    state = 'idle'
    expect(await inspector.read()).toEqual(seen)
    state = 'starting'
    expect(await inspector.read()).toMatchObject([{ note: 'Server 1 is starting.' }])
  })
})
