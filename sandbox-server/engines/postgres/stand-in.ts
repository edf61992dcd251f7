import { execFile } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import type { Duplex } from 'node:stream'
import { createHash } from 'node:crypto'
import { freemem, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { EngineRequest, SqlResult } from '../engine'
import { Patience } from '../patience'
import { connectTo, ownUid, PrivateServer } from '../private-server'
import { endLeftovers } from '../process-note'
import type { Backend, Client } from '../service'
import { giveAll } from './give-all'
import { OneAtATime } from './one-at-a-time'
import { OwnSession } from './own-session'
import type { PostgresService, QueryOptions } from './postgres-engine'
import { reachFor, type Reach } from './reach'
import { serveConnection } from './serve'
import { StandInSize } from './stand-in-size'
import type { Credentials } from './wire/log-in'
import { Session } from './wire/session'
import { LIMITS } from '../../../protocol/limits'
import { RESERVED_PER_THREAD } from '../../machine/reserved-addresses'

const MB = 1024 * 1024
/** WebAssembly takes its memory whole: one server is about 400 MB, and statements may take somewhat more. */
const PROCESS_LIMITS = {
  // Addresses are reserved for Node's own code and as many again for that of WebAssembly.
  dataBytes: 1000 * MB + 2 * RESERVED_PER_THREAD,
  fileBytes: 64 * MB,
  openFiles: 1024,
}
const NEEDED_BYTES = 500 * MB
const LONGEST_SOCKET = 100
/**
 * It can neither break off a statement nor answer a second one meanwhile, and some, such as COPY TO PROGRAM, end its
 * voice. Longer than a statement may take, and so early that the request it belongs to can still be answered.
 */
const SILENT_MS = (LIMITS.engine.statementMs + LIMITS.response.timeoutMs) / 2
const SILENT = `The stand-in for PostgreSQL said nothing for ${String(SILENT_MS / 1000)} s, so it was ended. The next connection starts it anew.`
/** All of WebAssembly is compiled at the start, which a busy or slow machine does in its own time. */
const START_MS = 60_000
/** PGlite knows no other log-in and asks for no password. */
const LOG_IN: Credentials = { user: 'postgres', password: '', database: 'postgres' }

/** Run in a process of its own: makes an empty database. */
const MAKE =
  'const { PGlite } = require(process.argv[1]); PGlite.create(process.argv[2]).then((made) => made.close())'

/** The program of pglite-socket, or a sentence that says why there is none. */
export function findStandIn(): string | { program: string; version: string } {
  try {
    const require = createRequire(import.meta.url)
    const program = join(dirname(require.resolve('@electric-sql/pglite-socket')), 'scripts/server.js')
    return existsSync(program) ? { program, version: '18' } : 'The program of pglite-socket is missing.'
  } catch {
    return 'The npm package @electric-sql/pglite-socket is not installed.'
  }
}

/** PGlite for each workspace in a process of its own: PostgreSQL compiled to WebAssembly, with one session for all connections. */
export class StandIn {
  private readonly program: string
  private readonly root: string
  private readonly running = new Set<StandInService>()
  private readonly closing = new AbortController()
  private template: Promise<void> | null = null

  constructor(program: string, root: string) {
    this.program = program
    this.root = root
    mkdirSync(root, { recursive: true, mode: 0o711 })
    chmodSync(root, 0o711)
    endLeftovers(join(root, 'servers'))
    // Ahead of need, since it takes longer than anybody waits for a first page. Who needs it hears what went wrong.
    this.makeTemplate().catch(() => undefined)
  }

  backend({ workspace }: EngineRequest): Backend<PostgresService> {
    const name = createHash('sha256').update(workspace).digest('hex').slice(0, 20)
    return {
      start: () => this.start(name),
      holdsData: () => existsSync(join(this.root, name, 'made')),
      erase: () => {
        rmSync(join(this.root, name), { recursive: true, force: true })
        return Promise.resolve()
      },
    }
  }

  async close(): Promise<void> {
    this.closing.abort()
    await this.template?.catch(() => undefined)
    await Promise.all([...this.running].map((service) => service.rest()))
  }

  private async start(name: string): Promise<PostgresService> {
    if (freemem() < NEEDED_BYTES)
      throw new Error('There is not enough memory for one more stand-in for PostgreSQL on this machine.')
    const reach = this.reach()
    await this.makeTemplate()
    const home = this.makeHome(name)
    const uid = ownUid() === null ? null : statSync(home).uid
    const socket = join(home, 's')
    const near = socket.length <= LONGEST_SOCKET
    const path = near ? socket : join(tmpdir(), `crumbtrail-l-${name}`)
    const note = join(this.root, 'servers', name)
    mkdirSync(note, { recursive: true, mode: 0o700 })
    const enter = uid === null ? null : (reach.enter?.(uid) ?? null)
    const line = [
      ...(enter ?? []),
      ...[reach.path(process.execPath), '--max-old-space-size=128', reach.path(this.program)],
      ...[`--db=${reach.path(join(home, 'data'))}`, `--path=${near ? reach.path(path) : path}`],
      `--max-connections=${String(LIMITS.engine.connections + 2)}`,
    ]
    const [program = process.execPath, ...args] = line
    rmSync(path, { force: true })
    const server = await PrivateServer.start({
      name: 'The stand-in for PostgreSQL',
      program,
      args,
      folder: { root: note, home, sockets: home, uid: enter ? null : uid },
      env: { PATH: process.env.PATH ?? '' },
      limits: PROCESS_LIMITS,
      startMs: START_MS,
      ready: async () => {
        ;(await Session.open(await connectTo(path), LOG_IN, 'crumbtrail')).close()
      },
    })
    const service = new StandInService({
      ...{ server, path, home, empty: join(this.root, 'template') },
      onEnd: () => this.running.delete(service),
    })
    this.running.add(service)
    return service
  }

  /** Throws where the server's user cannot be brought to what it needs. */
  private reach(): Reach {
    // Modules find each other by the name of the folder node_modules, so its parent is what must be reached.
    const project = join(dirname(this.program), '../../../../..')
    return reachFor([this.root, project, dirname(process.execPath)], ownUid() !== null)
  }

  /** An empty database, made once: that takes PGlite many times as long as to open it. */
  private makeTemplate(): Promise<void> {
    this.template ??= this.initialise().catch((error: unknown) => {
      this.template = null
      throw error
    })
    return this.template
  }

  private async initialise(): Promise<void> {
    const reach = this.reach()
    const { signal } = this.closing
    const folder = join(this.root, 'template')
    if (existsSync(folder)) return
    const building = join(this.root, 'template-new')
    rmSync(building, { recursive: true, force: true })
    mkdirSync(building, { mode: 0o700 })
    const uid = ownUid()
    if (uid !== null) chownSync(building, uid, uid)
    const enter = uid === null ? null : (reach.enter?.(uid) ?? null)
    const library = createRequire(this.program).resolve('@electric-sql/pglite')
    const line = [
      ...(enter ?? []),
      ...[reach.path(process.execPath), '--max-old-space-size=128', '-e', MAKE],
      ...[reach.path(library), reach.path(building)],
    ]
    const [program = process.execPath, ...args] = line
    const user = uid === null || enter ? {} : { uid, gid: uid }
    const env = { NODE_ENV: 'production', PATH: process.env.PATH ?? '' } as const
    await promisify(execFile)(program, args, { env, cwd: '/', timeout: 120_000, signal, ...user })
    renameSync(building, folder)
  }

  /** Its folder; a database that was not made to its end is made anew. */
  private makeHome(name: string): string {
    const home = join(this.root, name)
    if (existsSync(join(home, 'made'))) return home
    rmSync(home, { recursive: true, force: true })
    mkdirSync(home, { mode: 0o700 })
    cpSync(join(this.root, 'template'), join(home, 'data'), { recursive: true })
    const uid = ownUid()
    if (uid !== null) giveAll(home, uid)
    // Last: the server runs as whoever owns its home, and before this that may be us.
    writeFileSync(join(home, 'made'), '')
    return home
  }
}

interface StandInParts {
  server: PrivateServer
  path: string
  home: string
  /** The folder of an empty database. */
  empty: string
  onEnd: () => void
}

class StandInService implements PostgresService {
  readonly ended: Promise<string>
  private readonly server: PrivateServer
  private readonly path: string
  private readonly session: OwnSession
  private readonly onEnd: () => void
  private readonly keys = new Set<string>()
  private readonly turns = new OneAtATime()
  private readonly size: StandInSize
  /** When the server said something, to whomever. */
  private heardAt = performance.now()

  constructor({ server, path, home, empty, onEnd }: StandInParts) {
    this.server = server
    this.path = path
    this.ended = server.ended
    this.session = new OwnSession(() => this.connect(), LOG_IN, { shared: true })
    this.size = new StandInSize({
      data: join(home, 'data'),
      empty,
      checkpoint: () => this.session.query('CHECKPOINT', [], {}),
      onOver: (why, forget) => {
        // The next start makes an empty one.
        if (forget) rmSync(join(home, 'made'), { force: true })
        server.giveUp(why)
      },
    })
    this.size.watch()
    this.onEnd = () => {
      this.size.stop()
      onEnd()
    }
    void server.ended.then(this.onEnd)
  }

  fault(): null {
    return null
  }

  serve(client: Client): void {
    void serveConnection(client, {
      connect: () => this.connect(),
      tenant: LOG_IN,
      restore: () => Promise.resolve(),
      keys: this.keys,
      refusal: () => null,
      notice: () => null,
      patience: () => this.patience(),
    })
  }

  query(sql: string, parameters: readonly (string | null)[], options: QueryOptions): Promise<SqlResult> {
    return this.session.query(sql, parameters, options)
  }

  private async connect(): Promise<Duplex> {
    const socket = await connectTo(this.path)
    const inTurn = this.turns.connection(socket)
    socket.on('data', () => (this.heardAt = performance.now()))
    return inTurn
  }

  private patience(): Patience {
    const patience = new Patience(SILENT_MS, () => {
      // Whoever waits for a turn hears nothing while the server answers those before.
      const leftMs = this.heardAt + SILENT_MS - performance.now()
      if (leftMs > 0) patience.asked(leftMs)
      else this.server.giveUp(SILENT)
    })
    return patience
  }

  async kill(): Promise<void> {
    this.session.close()
    await this.server.kill()
    this.onEnd()
  }

  async rest(): Promise<void> {
    this.session.close()
    await this.server.finish(() => {
      this.server.signal('SIGTERM')
      return undefined
    })
    this.onEnd()
  }
}
