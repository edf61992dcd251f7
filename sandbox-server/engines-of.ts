import { join } from 'node:path'
import type { EngineSource } from '../protocol/engine'
import { openMemcached } from './engines/memcached/driver'
import { mongoDriver } from './engines/mongo/driver'
import { postgresDriver } from './engines/postgres/driver'
import { createSessionTable, sessionTableSql } from './engines/postgres/session-table'
import { openRedis } from './engines/redis/driver'
import type { Drivers, EngineDrivers } from './workspaces/drivers'

/** The four drivers of engines, each with the best that this machine has. What they keep lies in the data folder. */
export async function enginesOf(data: string, env: NodeJS.ProcessEnv): Promise<EngineDrivers> {
  const [redis, memcached, postgres, mongo] = await Promise.all([
    openRedis({ env, folder: join(data, 'engines/redis') }),
    openMemcached({ env, folder: join(data, 'engines/memcached') }),
    postgresDriver({ env, data }),
    mongoDriver({ env, data }),
  ])
  return { redis, memcached, postgres, mongo }
}

/** Makes session tables by the very table.sql that comes with the learners' connect-pg-simple. */
export function tableMaker(runtime: string): Pick<Drivers, 'tableSql' | 'createTable'> {
  const template = join(runtime, 'node_modules/connect-pg-simple/table.sql')
  return {
    tableSql: async (table) => ({ sql: await sessionTableSql(table, template) }),
    createTable: (engine, table) => createSessionTable(engine, table, template),
  }
}

/** What serves, by kind. */
export const sourcesOf = (drivers: EngineDrivers): EngineSource[] =>
  Object.values(drivers).map(({ source }) => source)

/** Ends every server; one that resists must not keep the others. */
export async function closeEngines(drivers: EngineDrivers): Promise<void> {
  await Promise.allSettled(Object.values(drivers).map((driver) => driver.close()))
}
