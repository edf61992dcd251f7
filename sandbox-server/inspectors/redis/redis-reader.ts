import type { EngineReader } from '../engine-reader'

/** What Redis answers; a map comes as a flat list. */
export type RedisReply = string | number | null | readonly RedisReply[]

/** A Redis server, asked on a connection that is not the app's. */
export interface RedisReader extends EngineReader {
  /** One command in one database and its answer. Rejects with Redis' own words, or when it does not run. Many at once are sent at once. */
  command(args: readonly string[], database: number): Promise<RedisReply>
  /** The number of the database that the app chose last. */
  database(): number
}
