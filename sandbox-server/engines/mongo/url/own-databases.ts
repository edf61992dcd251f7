import type { Document } from '../wire/bson'
import type { DatabaseNames } from './database-names'
import { FILE_BYTES } from './own-share'
import type { Upstream } from './upstream'
import { isDocument, numberIn } from './values'

const PATIENCE_MS = 10_000

/** The databases of one workspace on a server that others use too: found by their names, and only those. */
export class OwnDatabases {
  private readonly server: Upstream
  private readonly names: DatabaseNames

  constructor(server: Upstream, names: DatabaseNames) {
    this.server = server
    this.names = names
  }

  /** What the server tells of each, with the name on the server. */
  async all(nameOnly = true): Promise<(Document & { name: string })[]> {
    const filter = { name: { $regex: `^${this.names.prefix}` } }
    const command = { listDatabases: 1, filter, nameOnly, maxTimeMS: PATIENCE_MS }
    const { databases } = await this.server.run('admin', command)
    return (Array.isArray(databases) ? databases : []).flatMap((one: unknown) => {
      const name: unknown = isDocument(one) ? one.name : null
      return isDocument(one) && typeof name === 'string' && this.names.isOwn(name) ? [{ ...one, name }] : []
    })
  }

  /** Bytes that they take, each file counted as a piece of them. */
  async size(): Promise<number> {
    let bytes = 0
    for (const { name } of await this.all()) {
      const stats = await this.server.run(name, { dbStats: 1, maxTimeMS: PATIENCE_MS })
      const { dataSize, indexSize, collections, indexes } = stats
      const files = (numberIn(collections) ?? 0) + (numberIn(indexes) ?? 0)
      bytes += (numberIn(dataSize) ?? 0) + (numberIn(indexSize) ?? 0) + files * FILE_BYTES
    }
    return bytes
  }

  async drop(): Promise<void> {
    for (const { name } of await this.all()) await this.server.run(name, { dropDatabase: 1 })
  }
}
