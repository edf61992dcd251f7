import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { LIMITS } from '../../../protocol/limits'
import { OneClient } from '../one-client'
import { makePrivateFolder, removePrivateFolder } from '../private-folder'
import { connectTo, ownUid, PrivateServer } from '../private-server'
import type { Backend, Client } from '../service'
import { AskClient } from './ask-client'
import { MemcachedFront } from './front'
import { forgetItems, isKept, keepItems, restoreItems } from './keep-items'
import type { MemcachedService } from './memcached-service'
import { PrivateMemcachedRules } from './private-rules'

const MEGABYTE = 1024 * 1024
/** Connections that ended count with the server until it has noticed. */
const SPARE = 480
const PROCESS_LIMITS = {
  dataBytes: (LIMITS.engine.memcachedMemoryMb + 152) * MEGABYTE,
  fileBytes: MEGABYTE,
  openFiles: 700,
}

/** A private Memcached per workspace, from a program on this machine. */
export class MemcachedProgram implements Backend<MemcachedService> {
  private readonly program: string
  private readonly root: string
  private readonly uid = ownUid()

  constructor(program: string, root: string) {
    this.program = program
    this.root = root
  }

  async start(): Promise<MemcachedService> {
    const folder = makePrivateFolder(this.root, this.uid)
    const socket = join(folder.sockets, 'memcached.sock')
    rmSync(socket, { force: true })
    const server = await PrivateServer.start({
      name: 'Memcached',
      program: this.program,
      args: argumentsOf(folder.sockets === folder.home ? 'memcached.sock' : socket),
      folder,
      limits: PROCESS_LIMITS,
      ready: async () => {
        const client = new AskClient(await connectTo(socket))
        await client.ask('version').finally(() => {
          client.close()
        })
      },
    })
    const service = new ProgramService(server, socket, this.keptItems())
    try {
      await restoreItems((line, data) => service.ask(line, data), this.keptItems())
      return service
    } catch (error) {
      // Whoever tries next starts another; what is kept stays for that one.
      await server.kill()
      throw error
    }
  }

  holdsData(): boolean {
    return isKept(this.keptItems())
  }

  forget(): void {
    forgetItems(this.keptItems())
  }

  erase(): Promise<void> {
    removePrivateFolder(this.root)
    return Promise.resolve()
  }

  private keptItems(): string {
    return join(this.root, 'items.json')
  }
}

function argumentsOf(socket: string): string[] {
  const { memcachedMemoryMb, connections } = LIMITS.engine
  return [
    ...['-s', socket, '-a', '700', '-U', '0', '-B', 'ascii', '-t', '1'],
    ...['-m', String(memcachedMemoryMb), '-c', String(connections + SPARE)],
    // A small table of keys to begin with; it grows with them.
    ...['-o', 'hashpower=12'],
  ]
}

class ProgramService implements MemcachedService {
  readonly ended: Promise<string>
  private readonly server: PrivateServer
  private readonly socket: string
  private readonly kept: string
  private readonly client = new OneClient(async () => new AskClient(await connectTo(this.socket)))

  constructor(server: PrivateServer, socket: string, kept: string) {
    this.server = server
    this.ended = server.ended
    this.socket = socket
    this.kept = kept
  }

  serve(client: Client): void {
    new MemcachedFront(client, connect(this.socket), new PrivateMemcachedRules())
  }

  async ask(line: string, data?: Buffer): Promise<Buffer> {
    return (await this.client.get()).ask(line, data)
  }

  async kill(): Promise<void> {
    forgetItems(this.kept)
    this.client.close()
    await this.server.kill()
  }

  async rest(): Promise<void> {
    await keepItems((line, data) => this.ask(line, data), this.kept).catch(() => undefined)
    this.client.close()
    await this.server.kill()
  }
}
