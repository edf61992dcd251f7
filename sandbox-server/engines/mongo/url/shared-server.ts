import type * as MongoDriver from 'mongodb'
import { LIMITS } from '../../../../protocol/limits'
import { AS_IT_IS, type Bson, type Document } from '../wire/bson'
import { ServerFault, type Batches, type ServerFacts, type Upstream } from './upstream'

const PATIENCE_MS = 6000
const HEARTBEAT_MS = 3000
/** Connections for all workspaces together. */
const CONNECTIONS = 40

type Driver = typeof MongoDriver
type Cursor = MongoDriver.RunCommandCursor

/** The server that MONGO_URL names, by MongoDB's own driver: encryption, log-in and sets of servers are its business. */
export class SharedServer implements Upstream {
  readonly url: string
  private readonly driver: Driver
  private readonly client: MongoDriver.MongoClient
  private readonly listeners = new Set<() => void>()
  private known = false

  /** Throws when the connection string is none. */
  constructor(driver: Driver, url: string) {
    this.driver = driver
    this.url = url
    this.client = new driver.MongoClient(url, {
      appName: 'crumbtrail',
      maxPoolSize: CONNECTIONS,
      serverSelectionTimeoutMS: PATIENCE_MS,
      connectTimeoutMS: PATIENCE_MS,
      waitQueueTimeoutMS: LIMITS.engine.statementMs,
      socketTimeoutMS: 2 * LIMITS.engine.statementMs,
      heartbeatFrequencyMS: HEARTBEAT_MS,
    })
    this.client.on('topologyDescriptionChanged', ({ newDescription }) => {
      this.noteServers([...newDescription.servers.values()].some(({ type }) => type !== 'Unknown'))
    })
  }

  get bson(): Bson {
    return this.driver.BSON
  }

  /** What it says of itself; rejects when it does not answer. */
  async facts(): Promise<ServerFacts> {
    const build = await this.run('admin', { buildInfo: 1 })
    const hello = await this.run('admin', { hello: 1 })
    const version = typeof build.version === 'string' ? build.version : ''
    return { version, wireVersion: Number(hello.maxWireVersion) }
  }

  async run(database: string, command: Document): Promise<Document> {
    return this.client
      .db(database)
      .command(command, AS_IT_IS)
      .catch((error: unknown) => this.fail(error))
  }

  async runUnread(database: string, command: Document): Promise<Document> {
    return this.client
      .db(database)
      .command(command, { ...AS_IT_IS, raw: true })
      .catch((error: unknown) => this.fail(error))
  }

  open(database: string, command: Document): Batches {
    const cursor = this.client.db(database).runCursorCommand(command, { raw: true })
    return {
      next: (size) => this.next(cursor, size),
      close: () => cursor.close(),
    }
  }

  /** Called whenever none of its servers answers any more; the undo is returned. */
  onGone(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.listeners.clear()
    await this.client.close()
  }

  private async next(cursor: Cursor, size: number): ReturnType<Batches['next']> {
    try {
      await cursor.setBatchSize(size).hasNext()
      const documents = cursor.readBufferedDocuments().filter((one) => one instanceof Uint8Array)
      return { documents, isLast: cursor.closed || cursor.id?.isZero() !== false }
    } catch (error) {
      return this.fail(error)
    }
  }

  private fail(error: unknown): never {
    if (!(error instanceof this.driver.MongoServerError)) throw error
    throw new ServerFault({ ...error.errorResponse }, { cause: error })
  }

  private noteServers(some: boolean): void {
    if (this.known && !some) for (const listener of this.listeners) listener()
    this.known = some
  }
}
