import type { Backend, Client } from '../../service'
import type { MongoService } from '../mongo-engine'
import { Cursors } from './cursors'
import { DatabaseNames } from './database-names'
import { Front } from './front'
import { OwnDatabases } from './own-databases'
import { OwnShare } from './own-share'
import { Places } from './places'
import type { SharedServer } from './shared-server'
import type { World } from './world'

/** Messages of one workspace that are held at once. */
const AT_ONCE = 4
/** What connect-mongo uses when the connection string names no database. */
const USUAL_DATABASE = 'test'

/** Databases of the workspace's own on the MongoDB that MONGO_URL names. */
export class UrlBackend implements Backend<MongoService> {
  private readonly server: SharedServer
  private readonly names: DatabaseNames
  private readonly databases: OwnDatabases

  constructor(server: SharedServer, workspace: string) {
    this.server = server
    this.names = new DatabaseNames(workspace)
    this.databases = new OwnDatabases(server, this.names)
  }

  async start(): Promise<MongoService> {
    const { server, names, databases } = this
    const facts = await server.facts().catch((error: unknown) => {
      throw new Error('The MongoDB that MONGO_URL names does not answer.', { cause: error })
    })
    const share = new OwnShare(() => databases.size())
    const world = { server, facts, names, databases, share, cursors: new Cursors(), bson: server.bson }
    return new UrlService(server, world)
  }

  holdsData(): boolean {
    return true
  }

  async erase(): Promise<void> {
    await this.databases.drop()
  }
}

class UrlService implements MongoService {
  readonly ended: Promise<string>
  readonly url: string
  private readonly world: World
  private readonly places = new Places(AT_ONCE)
  private readonly unwatch: () => void
  private used = USUAL_DATABASE

  constructor(server: SharedServer, world: World) {
    this.url = server.url
    this.world = world
    const { promise, resolve } = withResolver<string>()
    this.ended = promise
    this.unwatch = server.onGone(() => {
      resolve('The MongoDB that MONGO_URL names does not answer any more.')
      this.over()
    })
  }

  /** On the server, where the inspector looks. */
  database(): string {
    return this.world.names.onServer(this.used)
  }

  serve(client: Client): void {
    const { world, places } = this
    void new Front({ client, world, places, onDatabase: (database) => this.use(database) }).serve()
  }

  /** The server goes on, and what it keeps lies on its disk. */
  kill(): Promise<void> {
    return this.rest()
  }

  /** What is under way is waited for: a write that came through later would make anew what is about to be dropped. */
  async rest(): Promise<void> {
    this.over()
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.places.take()))
  }

  private use(database: string): boolean {
    try {
      this.world.names.onServer(database)
      this.used = database
      return true
    } catch {
      // As the app is about to be told.
      return false
    }
  }

  private over(): void {
    this.unwatch()
    this.world.cursors.clear()
  }
}

function withResolver<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => (resolve = settle))
  return { promise, resolve }
}
