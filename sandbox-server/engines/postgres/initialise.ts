import { execFile } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { giveAll } from './give-all'
import type { Native } from './native'
import type { Reach } from './reach'
import { ADMIN } from './secret'

const run = promisify(execFile)
/** initdb asks the machine for its user's name, so it runs as one that every machine has; the server has one of its own. */
const NOBODY = 65_534

export interface ClusterPlan {
  native: Native
  libraries: string
  reach: Reach
  /** Where the databases shall be; its parent must exist. */
  folder: string
  password: string
  /** Who shall own it; null: who we are. */
  uid: number | null
}

/** Makes an empty cluster of databases, whole or not at all; does nothing where there is one. */
export async function initialiseCluster(plan: ClusterPlan): Promise<void> {
  if (existsSync(join(plan.folder, 'PG_VERSION'))) return
  const building = `${plan.folder}-new`
  rmSync(building, { recursive: true, force: true })
  mkdirSync(building, { mode: 0o700 })
  const passwordFile = join(dirname(plan.folder), 'password')
  writeFileSync(passwordFile, plan.password, { mode: 0o600 })
  try {
    if (plan.uid !== null) for (const path of [building, passwordFile]) chownSync(path, NOBODY, NOBODY)
    await initdb(plan, building, passwordFile)
    if (plan.uid !== null) giveAll(building, plan.uid)
    chmodSync(building, 0o700)
    renameSync(building, plan.folder)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(building, { recursive: true, force: true })
  }
}

async function initdb(
  { native, libraries, uid, reach }: ClusterPlan,
  folder: string,
  passwordFile: string,
): Promise<void> {
  const initdb = [
    ...[reach.path(native.initdb), '-D', reach.path(folder), '-U', ADMIN, '-A', 'scram-sha-256'],
    ...[`--pwfile=${reach.path(passwordFile)}`, '-E', 'UTF8', '--no-sync', '--no-instructions'],
    // One order of letters everywhere, and no need for the machine's own locales.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ]
  const [program = native.initdb, ...args] = [...(reach.enter?.(NOBODY) ?? []), ...initdb]
  const path = reach.path(libraries)
  const own = { NODE_ENV: 'production', PATH: process.env.PATH ?? '' } as const
  const env = { ...own, LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path, LC_ALL: 'C' }
  const user = uid === null || reach.enter ? {} : { uid: NOBODY, gid: NOBODY }
  await run(program, args, { env, cwd: '/', timeout: 60_000, ...user }).catch((error: unknown) => {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new Error(`PostgreSQL's initdb failed: ${said.split('\n').at(-1) ?? ''}`, { cause: error })
  })
}
