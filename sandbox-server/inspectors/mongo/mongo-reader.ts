import type { EngineReader } from '../engine-reader'

/** One document of a collection, its values as MongoDB's driver gives them. */
export type MongoDocument = Readonly<Record<string, unknown>>

/** The collections of a workspace's own database. Every method rejects when the server does not run. */
export interface MongoReader extends EngineReader {
  /** Documents in the order of their ids. */
  documents(collection: string, page: { offset: number; limit: number }): Promise<readonly MongoDocument[]>
  count(collection: string): Promise<number>
  remove(collection: string, id: string): Promise<boolean>
  /** Puts a value in the place of the field `session`; the other fields stay. */
  edit(collection: string, id: string, session: unknown): Promise<boolean>
  find(collection: string, id: string): Promise<MongoDocument | null>
}
