import type { Collection, MongoClient } from 'mongodb'
import { PATIENCE_MS, type EngineReader } from '../engine-reader'
import type { MongoDocument, MongoReader } from './mongo-reader'

/** Less than whoever looks waits at all: nobody waits for a server that is gone. */
const PART_OF_PATIENCE = 0.75

export interface MongoPlace extends EngineReader {
  /** Connection string of the workspace's own server. */
  url(): string
  /** The workspace's own database. */
  database(): string
}

interface Session {
  _id: string
  [field: string]: unknown
}

/** Reads through MongoDB's own driver, which is loaded when it is first needed. */
export class MongoDocuments implements MongoReader {
  #client: { url: string; client: Promise<MongoClient> } | null = null

  constructor(private readonly place: MongoPlace) {}

  get patienceMs(): number | undefined {
    return this.place.patienceMs
  }

  get #answerMs(): number {
    return PART_OF_PATIENCE * (this.patienceMs ?? PATIENCE_MS)
  }

  name(): string {
    return this.place.name()
  }

  state(): ReturnType<EngineReader['state']> {
    const state = this.place.state()
    if (state !== 'running') this.#close()
    return state
  }

  async documents(name: string, page: { offset: number; limit: number }): Promise<readonly MongoDocument[]> {
    const collection = await this.collection(name)
    return collection
      .find({}, { timeoutMS: this.#answerMs })
      .sort({ _id: 1 })
      .skip(page.offset)
      .limit(page.limit)
      .toArray()
  }

  async count(name: string): Promise<number> {
    return (await this.collection(name)).countDocuments({}, { maxTimeMS: this.#answerMs })
  }

  async find(name: string, id: string): Promise<MongoDocument | null> {
    return (await this.collection(name)).findOne({ _id: id })
  }

  async remove(name: string, id: string): Promise<boolean> {
    return (await (await this.collection(name)).deleteOne({ _id: id })).deletedCount > 0
  }

  async edit(name: string, id: string, session: unknown): Promise<boolean> {
    // $literal: a text or key that begins with $ is a value here, never an instruction.
    const update = [{ $set: { session: { $literal: session } } }]
    return (await (await this.collection(name)).updateOne({ _id: id }, update)).matchedCount > 0
  }

  private async collection(name: string): Promise<Collection<Session>> {
    const url = this.place.url()
    if (this.#client?.url !== url) {
      this.#close()
      const client = connect(url, this.#answerMs)
      client.catch(() => {
        this.#client = null
      })
      this.#client = { url, client }
    }
    return (await this.#client.client).db(this.place.database()).collection<Session>(name)
  }

  #close(): void {
    this.#client?.client.then((client) => client.close()).catch(() => undefined)
    this.#client = null
  }
}

async function connect(url: string, answerMs: number): Promise<MongoClient> {
  const { MongoClient } = await import('mongodb')
  return MongoClient.connect(url, { serverSelectionTimeoutMS: answerMs, maxPoolSize: 2 })
}
