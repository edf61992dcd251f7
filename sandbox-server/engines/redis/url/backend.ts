import type { Backend, Client } from '../../service'
import { UseNote } from '../../use-note'
import { connectLocally } from '../../local-client'
import { OneClient } from '../../one-client'
import { Front } from '../front'
import type { RedisService } from '../redis-service'
import { RespClient } from '../resp-client'
import { OwnKeys } from './own-keys'
import { SharedRules } from './rules'
import { openServer, type ServerAddress } from './server-address'

/** A key space of the workspace's own in the Redis that REDIS_URL names. */
export class UrlBackend implements Backend<RedisService> {
  private readonly address: ServerAddress
  private readonly prefix: string
  private readonly note: UseNote

  /** `root`: the workspace's own folder. */
  constructor(address: ServerAddress, workspace: string, root: string) {
    this.address = address
    this.note = new UseNote(root)
    this.prefix = `crumbtrail:${workspace}:`
  }

  async start(): Promise<RedisService> {
    const admin = new RespClient(await openServer(this.address))
    this.note.write()
    return new UrlService(this.address, admin, new OwnKeys(admin, this.prefix))
  }

  holdsData(): boolean {
    return this.note.isThere()
  }

  async forget(): Promise<void> {
    await this.erase().catch(() => undefined)
  }

  async erase(): Promise<void> {
    const admin = new RespClient(await openServer(this.address))
    await new OwnKeys(admin, this.prefix).remove().finally(() => {
      admin.close()
    })
    this.note.remove()
  }
}

class UrlService implements RedisService {
  readonly ended: Promise<string>
  private readonly address: ServerAddress
  private readonly admin: RespClient
  private readonly own: OwnKeys
  private readonly inspector = new OneClient(() => this.connection())
  private asked = false

  constructor(address: ServerAddress, admin: RespClient, own: OwnKeys) {
    this.address = address
    this.admin = admin
    this.own = own
    this.ended = new Promise((resolve) => {
      admin.onClose(() => {
        this.inspector.close()
        if (!this.asked) resolve('The Redis that REDIS_URL names ended the connection.')
      })
    })
  }

  serve(client: Client): void {
    openServer(this.address).then(
      (upstream) => new Front(client, upstream, new SharedRules(this.own, client)),
      () => {
        client.close()
      },
    )
  }

  inspect(): Promise<RespClient> {
    return this.inspector.get()
  }

  connection(): Promise<RespClient> {
    const serve = (client: Client): void => {
      this.serve(client)
    }
    return Promise.resolve(new RespClient(connectLocally(serve)))
  }

  /** What a crash would have lost is lost here too, though the shared server goes on. */
  async kill(): Promise<void> {
    this.asked = true
    await this.own.remove().catch(() => undefined)
    await this.rest()
  }

  rest(): Promise<void> {
    this.asked = true
    this.admin.close()
    return Promise.resolve()
  }
}
