import type { MongoEngine } from '../engine'
import type { Service } from '../service'
import { WorkspaceEngine } from '../workspace-engine'

export interface MongoService extends Service {
  /** Connection string of the server, for us. */
  readonly url: string
  /** The database that the app used last, as the server calls it. */
  database(): string
}

/** One workspace's MongoDB: a server of its own, or databases of its own on one that others use too. */
export class OwnMongo extends WorkspaceEngine<MongoService> implements MongoEngine {
  readonly kind = 'mongo'

  url(): string {
    return this.service().url
  }

  database(): string {
    return this.service().database()
  }

  /** Expiry is a field of each document, written by the app's own clock; MongoDB removes what is over by its own. */
  async advance(): Promise<void> {
    await Promise.resolve()
  }
}
