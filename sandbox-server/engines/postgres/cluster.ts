import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { endLeftovers } from '../process-note'
import { connectTo, ownUid, PrivateServer, type ServerPlan } from '../private-server'
import { endOrphans } from './end-orphans'
import { initialiseCluster } from './initialise'
import { linkLibraries, type Native } from './native'
import { reachFor, type Reach } from './reach'
import { ADMIN, adminPassword, ownSecret } from './secret'
import type { Database, RunningDatabase } from './database'
import { LOG_IN_RULES, PROCESS_LIMITS, serverSettings } from './settings'
import { removeStaleLock } from './stale-lock'
import { Session } from './wire/session'

const SOCKET = '.s.PGSQL.5432'
/** sun_path holds 108 bytes. */
const LONGEST_SOCKET_FOLDER = 85

/** After a crash it first brings all its files to the disk, which a busy one does in its own time; cut short it begins anew. */
const START_MS = 30_000
const FAST_SHUTDOWN_MS = 1500
const SHUTDOWN_MS = 6000
const TRIES = 20
const PAUSE_MS = 250

interface Place {
  folder: string
  libraries: string
  sockets: string
  uid: number | null
  reach: Reach
}

/** The embedded PostgreSQL, one for all workspaces: made on first use, ended when nobody needs it. */
export class Cluster implements Database {
  readonly own = true
  readonly secret: Buffer
  private readonly native: Native
  private readonly root: string
  private running: Promise<RunningDatabase> | null = null
  private server: PrivateServer | null = null
  private ending: Promise<void> = Promise.resolve()

  /** `root`: a folder of ours; everybody may pass through it, nobody may look into it. */
  constructor(native: Native, root: string) {
    this.native = native
    this.root = root
    mkdirSync(root, { recursive: true, mode: 0o711 })
    chmodSync(root, 0o711)
    this.secret = ownSecret(join(root, 'secret'))
    endLeftovers(join(root, 'servers'))
  }

  run(): Promise<RunningDatabase> {
    if (this.running) return this.running
    const running = this.ending.then(() => this.launch())
    this.running = running
    const forget = (): void => {
      if (this.running === running) this.running = null
    }
    running.then(({ ended }) => ended.then(forget), forget)
    return running
  }

  rest(): Promise<void> {
    const { running } = this
    this.running = null
    this.ending = this.ending.then(() => this.finish(running))
    return this.ending
  }

  private async finish(running: Promise<RunningDatabase> | null): Promise<void> {
    await running?.catch(() => undefined)
    const { server } = this
    this.server = null
    if (!server) return
    // A fast shutdown ends connections and writes everything to its place. Where that takes long, an immediate one
    // leaves it in the log, from which the next start takes it: nobody waits for it now.
    const hurry = setTimeout(() => {
      server.signal('SIGQUIT')
    }, FAST_SHUTDOWN_MS)
    await server.finish(() => {
      server.signal('SIGINT')
      return undefined
    }, SHUTDOWN_MS)
    clearTimeout(hurry)
  }

  private async launch(): Promise<RunningDatabase> {
    const { native } = this
    const folder = join(this.root, 'cluster')
    const libraries = join(this.root, 'lib')
    const uid = existsSync(folder) && ownUid() !== null ? statSync(folder).uid : ownUid()
    const reach = reachFor([native.folder, this.root], uid !== null)
    linkLibraries(native, libraries, reach.path)
    const password = adminPassword(this.secret)
    await initialiseCluster({ native, libraries, reach, folder, password, uid })
    const sockets = this.makeSockets(uid)
    this.configure(folder, reach.path(sockets), uid)
    const connect = (): Promise<Duplex> => connectTo(join(sockets, SOCKET))
    const admin = { user: ADMIN, password, database: 'postgres' }
    const ready = async (): Promise<void> => {
      const session = await Session.open(await connect(), admin, 'crumbtrail')
      session.close()
    }
    const plan = { ...this.plan({ folder, libraries, sockets, uid, reach }), ready }
    const server = await startPatiently(() => {
      endOrphans(folder, native.postgres)
      removeStaleLock(folder)
      return PrivateServer.start(plan)
    })
    this.server = server
    return { connect, admin, ended: server.ended }
  }

  private plan({ folder, libraries, sockets, uid, reach }: Place): Omit<ServerPlan, 'ready'> {
    const note = join(this.root, 'servers', 'cluster')
    mkdirSync(note, { recursive: true, mode: 0o700 })
    const enter = uid === null ? null : (reach.enter?.(uid) ?? null)
    const line = [...(enter ?? []), reach.path(this.native.postgres), '-D', reach.path(folder)]
    const [program = this.native.postgres, ...args] = line
    const path = reach.path(libraries)
    return {
      name: 'PostgreSQL',
      program,
      args,
      folder: { root: note, home: this.root, sockets, uid: enter ? null : uid },
      env: { LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path, LC_ALL: 'C', PATH: process.env.PATH ?? '' },
      limits: PROCESS_LIMITS,
      startMs: START_MS,
    }
  }

  private makeSockets(uid: number | null): string {
    const near = join(this.root, 'sockets')
    const short = createHash('sha256').update(near).digest('hex').slice(0, 16)
    const sockets = near.length > LONGEST_SOCKET_FOLDER ? join(tmpdir(), `crumbtrail-p-${short}`) : near
    mkdirSync(sockets, { recursive: true, mode: 0o700 })
    if (uid !== null) chownSync(sockets, uid, uid)
    return sockets
  }

  private configure(folder: string, sockets: string, uid: number | null): void {
    const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
    if (major !== '18')
      throw new Error(`The databases in ${folder} were made by PostgreSQL ${major}; this is PostgreSQL 18.`)
    for (const [name, words] of Object.entries({
      'postgresql.conf': serverSettings(sockets),
      'pg_hba.conf': LOG_IN_RULES,
    })) {
      writeFileSync(join(folder, name), words, { mode: 0o600 })
      if (uid !== null) chownSync(join(folder, name), uid, uid)
    }
  }
}

/** Processes of a server that was killed go away one after the other, and until then no other may start on its files. */
async function startPatiently(start: () => Promise<PrivateServer>): Promise<PrivateServer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start()
    } catch (error) {
      const waits = error instanceof Error && error.message.includes('ended with exit code 1')
      if (!waits || tries >= TRIES) throw error
      await delay(PAUSE_MS)
    }
  }
}
