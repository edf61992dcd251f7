import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { absentBackend } from '../absent-backend'
import type { EngineDriver } from '../engine'
import { EngineFleet } from '../engine-fleet'
import { findProgram } from '../../machine/find-program'
import { endLeftovers } from '../process-note'
import type { Backend } from '../service'
import { chooseSource, type Place } from '../source'
import { OwnMongo, type MongoService } from './mongo-engine'
import { ProgramBackend } from './program-backend'

export interface MongoOptions {
  env: Readonly<Record<string, string | undefined>>
  /** Folder of everything durable. */
  data: string
}

type Maker = (root: string) => Backend<MongoService>

const HINT =
  'Install MongoDB’s server so that mongod is on PATH (mongodb.com/docs/manual/installation), and start Crumbtrail again.'

/** MongoDB, where this machine has a mongod; there is no stand-in for it. */
export async function mongoDriver({ env, data }: MongoOptions): Promise<EngineDriver<OwnMongo>> {
  const folder = join(data, 'engines/mongo')
  endLeftovers(folder)
  const places: Place<Maker>[] = [{ from: 'url', find: () => refuseUrl(env.MONGO_URL ?? '') }, PROGRAM]
  const { source, use } = await chooseSource({ kind: 'mongo', env, places, hint: HINT })
  return new EngineFleet('mongo', source, (request, forget) => {
    const backend = use?.(join(folder, request.workspace)) ?? absentBackend(source)
    return new OwnMongo({ source, request, backend, forget })
  })
}

/**
 * In MongoDB's protocol each command names its database, and one server's users see each other's. Workspaces could not be
 * kept apart on it, so it is not used, and that is said.
 */
const refuseUrl = (url: string): string | null =>
  url === ''
    ? null
    : 'MONGO_URL is not used: all workspaces would share that server, and MongoDB lets an app choose any database on it, so one learner could read what another stored. With mongod on PATH each workspace gets a server of its own.'

const PROGRAM: Place<Maker> = {
  from: 'program',
  find: async () => {
    const path = findProgram('mongod')
    if (path === null) return 'There is no mongod on PATH.'
    const { stdout } = await promisify(execFile)(path, ['--version']).catch(() => ({ stdout: '' }))
    const version = /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
    if (version === undefined) return `${path} does not say its version.`
    return {
      name: `MongoDB ${version}`,
      why: `A private server per workspace, started from ${path}.`,
      use: (root) => new ProgramBackend(path, root),
    }
  },
}
