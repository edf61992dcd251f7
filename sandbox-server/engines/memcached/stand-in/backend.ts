import { AskClient } from '../ask-client'
import { MemcachedFront } from '../front'
import { connectLocally } from '../../local-client'
import type { Backend, Client } from '../../service'
import type { MemcachedService } from '../memcached-service'
import { ItemSpace } from './item-space'
import { StandInMemcachedRules } from './rules'

/** Ours, in this process: speaks Memcached's text protocol for what sessions need. */
export class MemcachedStandIn implements Backend<MemcachedService> {
  private space: ItemSpace | null = null

  start(): Promise<MemcachedService> {
    const space = (this.space ??= new ItemSpace())
    const counts = { gets: 0, hits: 0, sets: 0 }
    const serve = (client: Client): void => {
      new MemcachedFront(client, null, new StandInMemcachedRules(space, counts))
    }
    const client = new AskClient(connectLocally(serve))
    return Promise.resolve({
      serve,
      ask: (line, data) => client.ask(line, data),
      // It never dies by itself.
      ended: new Promise<string>(() => undefined),
      kill: () => {
        this.space = null
        client.close()
        return Promise.resolve()
      },
      rest: () => {
        client.close()
        return Promise.resolve()
      },
    })
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
