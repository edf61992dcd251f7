import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { LIMITS } from '../../../protocol/limits'
import { OneClient } from '../one-client'
import { makePrivateFolder, removePrivateFolder, type PrivateFolder } from '../private-folder'
import { connectTo, ownUid, PrivateServer } from '../private-server'
import type { Backend, Client } from '../service'
import { configuration } from './configuration'
import { Front } from './front'
import { PrivateRules } from './private-rules'
import type { RedisService } from './redis-service'
import { RespClient } from './resp-client'

const MEGABYTE = 1024 * 1024
const PROCESS_LIMITS = {
  dataBytes: (LIMITS.engine.redisMemoryMb + 128) * MEGABYTE,
  fileBytes: 2 * LIMITS.engine.redisMemoryMb * MEGABYTE,
  openFiles: 700,
}

/** It writes everything down at its end, which a busy disk does in its own time; cut short it is lost. */
const SAVE_MS = 15_000

export interface RedisProgram {
  path: string
  /** The first number of its version. */
  version: number
}

/** A private Redis per workspace, from a program on this machine. */
export class ProgramBackend implements Backend<RedisService> {
  private readonly program: RedisProgram
  private readonly root: string
  private readonly uid = ownUid()

  constructor(program: RedisProgram, root: string) {
    this.program = program
    this.root = root
  }

  async start(): Promise<RedisService> {
    const folder = makePrivateFolder(this.root, this.uid)
    const service = await ProgramService.start(this.program, folder)
    // In memory now. After a crash it must not come back from an older state.
    rmSync(dumpOf(this.root), { force: true })
    return service
  }

  holdsData(): boolean {
    return existsSync(dumpOf(this.root))
  }

  forget(): void {
    rmSync(dumpOf(this.root), { force: true })
  }

  erase(): Promise<void> {
    removePrivateFolder(this.root)
    return Promise.resolve()
  }
}

const dumpOf = (root: string): string => join(root, 'home', 'dump.rdb')

class ProgramService implements RedisService {
  readonly ended: Promise<string>
  private readonly server: PrivateServer
  private readonly socket: string
  private readonly secret: string
  private readonly inspector = new OneClient(() => this.connection())

  private constructor(server: PrivateServer, socket: string, secret: string) {
    this.server = server
    this.ended = server.ended
    this.socket = socket
    this.secret = secret
  }

  static async start(program: RedisProgram, folder: PrivateFolder): Promise<ProgramService> {
    const socket = join(folder.sockets, 'redis.sock')
    // Relative where it can be, so that no reply names a folder of ours.
    const named = folder.sockets === folder.home ? 'redis.sock' : socket
    const secret = randomBytes(16).toString('hex')
    rmSync(socket, { force: true })
    const server = await PrivateServer.start({
      name: 'Redis',
      program: program.path,
      args: ['-'],
      input: configuration(named, secret, program.version),
      folder,
      limits: PROCESS_LIMITS,
      ready: async () => {
        const client = await openInspector(socket, secret)
        try {
          // Rejects while it loads what it kept.
          await client.command(['DBSIZE'])
        } finally {
          client.close()
        }
      },
    })
    return new ProgramService(server, socket, secret)
  }

  get pid(): number {
    return this.server.pid
  }

  serve(client: Client): void {
    const upstream = connect(this.socket)
    new Front(client, upstream, new PrivateRules(client))
  }

  inspect(): Promise<RespClient> {
    return this.inspector.get()
  }

  connection(): Promise<RespClient> {
    return openInspector(this.socket, this.secret)
  }

  async kill(): Promise<void> {
    this.inspector.close()
    await this.server.kill()
  }

  async rest(): Promise<void> {
    this.inspector.close()
    await this.server.finish(async () => (await this.connection()).command(['SHUTDOWN', 'SAVE']), SAVE_MS)
  }
}

async function openInspector(socket: string, secret: string): Promise<RespClient> {
  const client = new RespClient(await connectTo(socket))
  await client.command(['AUTH', 'inspector', secret])
  return client
}
