import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { AskClient } from '../ask-client'
import { everyItem } from '../every-item'
import { MemcachedFront } from '../front'
import { connectLocally } from '../../local-client'
import type { Backend, Client } from '../../service'
import { UseNote } from '../../use-note'
import type { MemcachedService } from '../memcached-service'
import { SharedMemcachedRules } from './rules'
import { Share } from './share'

const PATIENCE_MS = 6000

export interface MemcachedAddress {
  host: string
  port: number
}

export async function openMemcachedServer({ host, port }: MemcachedAddress): Promise<Socket> {
  const socket = connect({ host, port })
  socket.on('error', () => undefined)
  const late = delay(PATIENCE_MS, null, { ref: false }).then(() => {
    throw new Error('It does not answer.')
  })
  late.catch(() => undefined)
  try {
    await Promise.race([once(socket, 'connect'), late])
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** A key space of the workspace's own in the Memcached that MEMCACHED_URL names. */
export class MemcachedUrlBackend implements Backend<MemcachedService> {
  private readonly address: MemcachedAddress
  private readonly prefix: string
  private readonly note: UseNote

  /** `root`: the workspace's own folder. */
  constructor(address: MemcachedAddress, workspace: string, root: string) {
    this.address = address
    this.note = new UseNote(root)
    // Short: a key has 250 bytes.
    this.prefix = `ct.${createHash('sha256').update(workspace).digest('hex').slice(0, 16)}.`
  }

  async start(): Promise<MemcachedService> {
    const admin = new AskClient(await openMemcachedServer(this.address))
    this.note.write()
    return new UrlService(this.address, this.prefix, admin)
  }

  holdsData(): boolean {
    return this.note.isThere()
  }

  async forget(): Promise<void> {
    await this.erase().catch(() => undefined)
  }

  async erase(): Promise<void> {
    const admin = new AskClient(await openMemcachedServer(this.address))
    await clear(admin, this.prefix).finally(() => {
      admin.close()
    })
    this.note.remove()
  }
}

class UrlService implements MemcachedService {
  readonly ended: Promise<string>
  private readonly address: MemcachedAddress
  private readonly prefix: string
  private readonly admin: AskClient
  private readonly rules: SharedMemcachedRules
  private client: AskClient | null = null
  private asked = false

  constructor(address: MemcachedAddress, prefix: string, admin: AskClient) {
    this.address = address
    this.prefix = prefix
    this.admin = admin
    const share = new Share((key) => void admin.ask(`delete ${key}`).catch(() => undefined))
    const empty = async (): Promise<void> => {
      await clear(admin, prefix)
      share.clear()
    }
    this.rules = new SharedMemcachedRules({ prefix, share, clear: empty })
    void recount(admin, prefix, share).catch(() => undefined)
    this.ended = new Promise((resolve) => {
      admin.onClose(() => {
        this.client?.close()
        if (!this.asked) resolve('The Memcached that MEMCACHED_URL names ended the connection.')
      })
    })
  }

  serve(client: Client): void {
    openMemcachedServer(this.address).then(
      (upstream) => new MemcachedFront(client, upstream, this.rules),
      () => {
        client.close()
      },
    )
  }

  ask(line: string, data?: Buffer): Promise<Buffer> {
    if (!this.client?.usable)
      this.client = new AskClient(
        connectLocally((client) => {
          this.serve(client)
        }),
      )
    return this.client.ask(line, data)
  }

  /** What a crash would have lost is lost here too, though the shared server goes on. */
  async kill(): Promise<void> {
    this.asked = true
    await clear(this.admin, this.prefix).catch(() => undefined)
    await this.rest()
  }

  rest(): Promise<void> {
    this.asked = true
    this.admin.close()
    return Promise.resolve()
  }
}

/** What an earlier life of the workspace left counts too. */
async function recount(admin: AskClient, prefix: string, share: Share): Promise<void> {
  for (const { key, bytes } of await everyItem((line) => admin.ask(line)))
    if (key.startsWith(prefix)) share.had(key, bytes)
}

async function clear(admin: AskClient, prefix: string): Promise<void> {
  const items = await everyItem((line) => admin.ask(line))
  for (const { key } of items) if (key.startsWith(prefix)) await admin.ask(`delete ${key}`)
}
