import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { absentBackend } from '../absent-backend'
import type { EngineDriver, EngineRequest } from '../engine'
import { EngineFleet } from '../engine-fleet'
import { findProgram } from '../../machine/find-program'
import { whyNotApart } from '../private-server'
import { endLeftovers } from '../process-note'
import { chooseSource, type Place } from '../source'
import { OwnMongo } from './mongo-engine'
import { ProgramBackend } from './program-backend'
import type { MongoSupply } from './supply'
import { mongoUrl } from './url/url-place'

export interface MongoOptions {
  env: Readonly<Record<string, string | undefined>>
  /** Folder of everything durable. */
  data: string
}

const HINT =
  'Install MongoDB’s server so that mongod is on PATH (mongodb.com/docs/manual/installation), or set MONGO_URL, and start Crumbtrail again.'

/** MongoDB, where the environment names one or this machine has a mongod; there is no stand-in for it. */
export async function mongoDriver({ env, data }: MongoOptions): Promise<EngineDriver<OwnMongo>> {
  const folder = join(data, 'engines/mongo')
  endLeftovers(folder)
  const places = [mongoUrl(env.MONGO_URL), PROGRAM]
  const { source, use } = await chooseSource({ kind: 'mongo', env, places, hint: HINT })
  const make = (request: EngineRequest, forget: () => void): OwnMongo => {
    const { workspace } = request
    const backend = use?.backend(workspace, join(folder, workspace)) ?? absentBackend(source)
    return new OwnMongo({ source, request, backend, forget })
  }
  return new EngineFleet('mongo', source, make, () => use?.close() ?? Promise.resolve())
}

const PROGRAM: Place<MongoSupply> = {
  from: 'program',
  find: async () => {
    const path = findProgram('mongod')
    if (path === null) return 'There is no mongod on PATH.'
    const why = whyNotApart()
    if (why !== null) return why
    const { stdout } = await promisify(execFile)(path, ['--version']).catch(() => ({ stdout: '' }))
    const version = /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
    if (version === undefined) return `${path} does not say its version.`
    return {
      name: `MongoDB ${version}`,
      why: `A private server per workspace, started from ${path}.`,
      use: {
        backend: (_workspace, root) => new ProgramBackend(path, root),
        close: () => Promise.resolve(),
      },
    }
  },
}
