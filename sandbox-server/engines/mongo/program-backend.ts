import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline, Transform, type Duplex } from 'node:stream'
import { makePrivateFolder, removePrivateFolder } from '../private-folder'
import { connectTo, ownUid, PrivateServer } from '../private-server'
import type { Backend, Client } from '../service'
import { CommandTap } from './command-tap'
import type { MongoService } from './mongo-engine'
import { NoLogIn } from './no-log-in'
import type { Bson } from './wire/bson'

const MB = 1024 * 1024
/**
 * WiredTiger makes each file of its journal 100 MB long before anything is in it (manual, "Journaling"), so a smaller limit
 * would keep mongod from starting. Of all files together nothing bounds what one learner keeps: each collection and each
 * index has a file of its own. A mongod is used only by who installed it, so that is for the disk to bear.
 */
const FILE_BYTES = 256 * MB
const PROCESS_LIMITS = { dataBytes: 1500 * MB, fileBytes: FILE_BYTES, openFiles: 2048 }
/** What connect-mongo uses when the connection string names no database. */
const USUAL_DATABASE = 'test'

/** A mongod for one workspace, reached by a socket that nobody else sees; it keeps its documents when it sleeps. */
export class ProgramBackend implements Backend<MongoService> {
  private readonly program: string
  private readonly root: string

  constructor(program: string, root: string) {
    this.program = program
    this.root = root
  }

  async start(): Promise<MongoService> {
    const home = join(this.root, 'home')
    const uid = userOf(home)
    const owned = makePrivateFolder(this.root, uid)
    const documents = join(owned.home, 'data')
    mkdirSync(documents, { recursive: true })
    if (uid !== null) chownSync(documents, uid, uid)
    const socket = join(owned.sockets, 'mongo.sock')
    const server = await PrivateServer.start({
      name: 'MongoDB',
      program: this.program,
      args: [
        ...['--dbpath', 'data', '--bind_ip', socket, '--nounixsocket', '--quiet'],
        ...['--wiredTigerCacheSizeGB', '0.25', '--maxConns', '60'],
        ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      ],
      folder: owned,
      limits: PROCESS_LIMITS,
      ready: async () => (await connectTo(socket)).destroy(),
    })
    // Only where there is a server is its driver needed.
    const { BSON } = await import('mongodb')
    return new ProgramService(server, socket, BSON)
  }

  holdsData(): boolean {
    return existsSync(join(this.root, 'home', 'data'))
  }

  erase(): Promise<void> {
    removePrivateFolder(this.root)
    return Promise.resolve()
  }
}

class ProgramService implements MongoService {
  readonly ended: Promise<string>
  readonly url: string
  private readonly server: PrivateServer
  private readonly socket: string
  private readonly bson: Bson
  private used = USUAL_DATABASE

  constructor(server: PrivateServer, socket: string, bson: Bson) {
    this.bson = bson
    this.server = server
    this.socket = socket
    this.ended = server.ended
    this.url = `mongodb://${encodeURIComponent(socket)}/?directConnection=true`
  }

  database(): string {
    return this.used
  }

  serve(client: Client): void {
    connectTo(this.socket).then(
      (upstream) => {
        carry(client, upstream, this.bson, (database, user) => {
          this.used = database
          client.login(user, database)
        })
      },
      () => {
        client.close()
      },
    )
  }

  kill(): Promise<void> {
    return this.server.kill()
  }

  rest(): Promise<void> {
    return this.server.finish(() => {
      this.server.signal('SIGTERM')
      return undefined
    })
  }
}

/** What lies there belongs to the user that the first server ran as; where it is still ours, none has run. */
function userOf(home: string): number | null {
  const another = ownUid()
  if (another === null || !existsSync(home)) return another
  return statSync(home).uid || another
}

/** Carries one connection and tells its commands. */
export function carry(
  client: Client,
  upstream: Duplex,
  bson: Bson,
  onDatabase: (database: string, user: string | null) => void,
): void {
  const tap = new CommandTap({
    bson,
    tell: (command) => {
      client.tell(command)
    },
    onDatabase,
  })
  client.onClose(() => upstream.destroy())
  upstream.once('close', () => {
    client.close()
  })
  const front = watch((piece) => {
    tap.fromApp(piece)
  })
  const back = watch((piece) => {
    tap.fromServer(piece)
  })
  pipeline(client.input, front, upstream, () => undefined)
  pipeline(upstream, new NoLogIn(bson), back, client.output, () => undefined)
}

const watch = (look: (piece: Buffer) => void): Transform =>
  new Transform({
    transform(piece: Buffer, _encoding, done) {
      look(piece)
      done(null, piece)
    },
  })
