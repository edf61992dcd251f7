import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import type { EngineKind, EngineSource } from '../protocol/engine'
import { EngineNotRunning, type Engine, type EngineDriver } from './engines/engine'
import { openMemcached } from './engines/memcached/driver'
import { postgresDriver } from './engines/postgres/driver'
import { createSessionTable } from './engines/postgres/session-table'
import { openRedis } from './engines/redis/driver'
import type { Drivers, EngineDrivers } from './workspaces/drivers'

/** The four drivers of engines, each with the best that this machine has. What they keep lies in the data folder. */
export async function enginesOf(data: string, env: NodeJS.ProcessEnv): Promise<EngineDrivers> {
  const [redis, memcached, postgres] = await Promise.all([
    openRedis({ env, folder: join(data, 'engines/redis') }),
    openMemcached({ env, folder: join(data, 'engines/memcached') }),
    postgresDriver({ env, data }),
  ])
  return {
    redis,
    memcached,
    postgres,
    mongo: absent('mongo', (engine) => ({ ...engine, kind: 'mongo', url: () => '', database: () => '' })),
  }
}

/** Makes session tables by the very table.sql that comes with the learners' connect-pg-simple. */
export function tableMaker(runtime: string): Drivers['createTable'] {
  const template = join(runtime, 'node_modules/connect-pg-simple/table.sql')
  return (engine, table) => createSessionTable(engine, table, template)
}

/** What serves, by kind. */
export const sourcesOf = (drivers: EngineDrivers): EngineSource[] =>
  Object.values(drivers).map(({ source }) => source)

/** Ends every server; one that resists must not keep the others. */
export async function closeEngines(drivers: EngineDrivers): Promise<void> {
  await Promise.allSettled(Object.values(drivers).map((driver) => driver.close()))
}

function absent<E extends Engine>(kind: E['kind'] & EngineKind, make: (engine: Engine) => E): EngineDriver<E> {
  const source: EngineSource = {
    kind,
    from: 'none',
    name: 'None',
    why: 'Nothing here serves it.',
    hint: null,
    address: '',
  }
  return { kind, source, engine: () => make(nothing(source)), close: () => Promise.resolve() }
}

const notRunning = (): Promise<never> => Promise.reject(new EngineNotRunning('Nothing here serves it.'))

function nothing(source: EngineSource): Engine {
  const done = (): Promise<void> => Promise.resolve()
  return {
    kind: source.kind,
    view: () => ({ source, state: 'idle', latencyMs: 0, fault: null, login: null }),
    state: () => 'idle',
    accept: (connection: Duplex) => void connection.destroy(),
    setLatency: () => undefined,
    start: notRunning,
    ...{ stop: done, sleep: done, advance: done, destroy: done },
  }
}
