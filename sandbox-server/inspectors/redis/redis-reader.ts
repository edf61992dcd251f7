import type { EngineReader } from '../engine-reader'

/** What Redis answers; a map comes as a flat list. */
export type RedisReply = string | number | null | readonly RedisReply[]

/** A Redis server, asked on a connection that is not the app's. */
export interface RedisReader extends EngineReader {
  /** One command and its answer. Rejects with Redis' own words, or when it does not run. Many at once are sent at once. */
  command(args: readonly string[]): Promise<RedisReply>
}
