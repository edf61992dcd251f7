import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { absentBackend } from '../absent-backend'
import type { EngineDriver, MemcachedEngine } from '../engine'
import { EngineFleet } from '../engine-fleet'
import { findProgram } from '../../machine/find-program'
import { whyNotApart } from '../private-server'
import { endLeftovers } from '../process-note'
import type { Backend } from '../service'
import { chooseSource, type Place } from '../source'
import { WorkspaceMemcached } from './memcached-engine'
import type { MemcachedService } from './memcached-service'
import { MemcachedProgram } from './program-backend'
import { MemcachedStandIn } from './stand-in/backend'
import { memcachedUrl } from './url/url-place'

export interface DriverOptions {
  env: Readonly<Record<string, string | undefined>>
  /** Folder of everything that engines of this kind keep, one folder per workspace. */
  folder: string
}

/** What makes the backend of one workspace, whose own folder is given. */
export type MemcachedMaker = (workspace: string, root: string) => Backend<MemcachedService>

const HINT =
  'Install Memcached (on Debian: apt install memcached; on macOS: brew install memcached), or set MEMCACHED_URL, and start Crumbtrail again.'
const FULL = 'ERROR Too many open connections\r\n'

/** Memcached, from where this machine has it. */
export async function openMemcached({ env, folder }: DriverOptions): Promise<EngineDriver<MemcachedEngine>> {
  endLeftovers(folder)
  const places = [memcachedUrl(env.MEMCACHED_URL), PROGRAM, STAND_IN]
  const { source, use } = await chooseSource({ kind: 'memcached', env, places, hint: HINT })
  return new EngineFleet('memcached', source, (request, forget) => {
    const backend = use?.(request.workspace, join(folder, request.workspace)) ?? absentBackend(source)
    return new WorkspaceMemcached({ source, request, backend, forget, full: FULL })
  })
}

const PROGRAM: Place<MemcachedMaker> = {
  from: 'program',
  find: async () => {
    const path = findProgram('memcached')
    if (path === null) return 'There is no memcached on PATH.'
    const why = whyNotApart()
    if (why !== null) return why
    const { stdout } = await promisify(execFile)(path, ['--version']).catch(() => ({ stdout: '' }))
    const version = /memcached (\S+)/.exec(stdout)?.[1]
    if (version === undefined) return `${path} does not say its version.`
    return {
      name: `Memcached ${version}`,
      why: `A private server per workspace, started from ${path}.`,
      use: (_workspace, root) => new MemcachedProgram(path, root),
    }
  },
}

const STAND_IN: Place<MemcachedMaker> = {
  from: 'stand-in',
  find: () => ({
    name: 'Stand-in for Memcached',
    why: 'Crumbtrail answers in its place, with the commands that sessions need.',
    use: () => new MemcachedStandIn(),
  }),
}
