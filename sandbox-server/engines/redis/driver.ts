import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { EngineDriver, RedisEngine } from '../engine'
import { EngineFleet } from '../engine-fleet'
import { absentBackend } from '../absent-backend'
import { findProgram } from '../../machine/find-program'
import { whyNotApart } from '../private-server'
import { endLeftovers } from '../process-note'
import type { Backend } from '../service'
import { chooseSource, type Found, type Place } from '../source'
import { ProgramBackend } from './program-backend'
import { WorkspaceRedis } from './redis-engine'
import { StandInBackend } from './stand-in/backend'
import { redisUrl } from './url/url-place'
import type { RedisService } from './redis-service'

export interface DriverOptions {
  env: Readonly<Record<string, string | undefined>>
  /** Folder of everything that engines of this kind keep, one folder per workspace. */
  folder: string
}

/** What makes the backend of one workspace, whose own folder is given. */
export type RedisMaker = (workspace: string, root: string) => Backend<RedisService>

const HINT =
  'Install Redis (on Debian: apt install redis-server; on macOS: brew install redis), or set REDIS_URL, and start Crumbtrail again.'
const FULL = '-ERR max number of clients reached\r\n'

/** Redis, from where this machine has it. */
export async function openRedis({ env, folder }: DriverOptions): Promise<EngineDriver<RedisEngine>> {
  endLeftovers(folder)
  const places = [redisUrl(env.REDIS_URL), PROGRAM, STAND_IN]
  const { source, use } = await chooseSource({ kind: 'redis', env, places, hint: HINT })
  return new EngineFleet('redis', source, (request, forget) => {
    const backend = use?.(request.workspace, join(folder, request.workspace)) ?? absentBackend(source)
    return new WorkspaceRedis({ source, request, backend, forget, full: FULL })
  })
}

const PROGRAM: Place<RedisMaker> = {
  from: 'program',
  find: async () => {
    const paths = ['redis-server', 'valkey-server'].flatMap((name) => findProgram(name) ?? [])
    if (paths.length === 0) return 'There is no redis-server and no valkey-server on PATH.'
    const why = whyNotApart()
    if (why !== null) return why
    const said: string[] = []
    for (const path of paths) {
      const found = await fromProgram(path)
      if (typeof found !== 'string') return found
      said.push(found)
    }
    return said.join(' ')
  },
}

async function fromProgram(path: string): Promise<Found<RedisMaker> | string> {
  const { stdout } = await promisify(execFile)(path, ['--version']).catch(() => ({ stdout: '' }))
  const version = /v=([\d.]+)/.exec(stdout)?.[1] ?? ''
  const major = Number.parseInt(version, 10)
  // Access rules, which keep a learner from the machine, came with version 6.
  if (!(major >= 6)) return `${path} is too old or does not say its version; it must be 6 or newer.`
  return {
    name: `${/^valkey/i.test(stdout) ? 'Valkey' : 'Redis'} ${version}`,
    why: `A private server per workspace, started from ${path}.`,
    use: (_workspace, root) => new ProgramBackend({ path, version: major }, root),
  }
}

const STAND_IN: Place<RedisMaker> = {
  from: 'stand-in',
  find: () => ({
    name: 'Stand-in for Redis',
    why: 'Crumbtrail answers in its place, with the commands that sessions need.',
    use: () => new StandInBackend(),
  }),
}
