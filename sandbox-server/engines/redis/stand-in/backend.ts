import { connectLocally } from '../../local-client'
import { OneClient } from '../../one-client'
import type { Backend, Client } from '../../service'
import { Front } from '../front'
import type { RedisService } from '../redis-service'
import { RespClient } from '../resp-client'
import { KeySpace } from './key-space'
import { StandInRules } from './rules'

/** Ours, in this process: speaks RESP for what sessions need. */
export class StandInBackend implements Backend<RedisService> {
  private space: KeySpace | null = null

  start(): Promise<RedisService> {
    this.space ??= new KeySpace()
    const forget = (): void => {
      this.space = null
    }
    return Promise.resolve(new LocalRedis((client) => serveFrom(this.space, client), forget))
  }

  holdsData(): boolean {
    return this.space !== null
  }

  forget(): void {
    this.space = null
  }

  erase(): Promise<void> {
    this.space = null
    return Promise.resolve()
  }
}

function serveFrom(space: KeySpace | null, client: Client): void {
  if (space) new Front(client, null, new StandInRules(space, client))
  else client.close()
}

/** A Redis whose connections are all served here; so are ours. */
export class LocalRedis implements RedisService {
  /** It never dies by itself. */
  readonly ended = new Promise<string>(() => undefined)
  private readonly serveClient: (client: Client) => void
  private readonly forget: () => Promise<void> | void
  private readonly inspector = new OneClient(() => this.connection())

  constructor(serve: (client: Client) => void, forget: () => Promise<void> | void) {
    this.serveClient = serve
    this.forget = forget
  }

  serve(client: Client): void {
    this.serveClient(client)
  }

  inspect(): Promise<RespClient> {
    return this.inspector.get()
  }

  connection(): Promise<RespClient> {
    return Promise.resolve(new RespClient(connectLocally(this.serveClient)))
  }

  async kill(): Promise<void> {
    this.inspector.close()
    await this.forget()
  }

  rest(): Promise<void> {
    this.inspector.close()
    return Promise.resolve()
  }
}
