import type { Service } from '../service'
import type { RespClient } from './resp-client'

/** A Redis that runs, whatever it is. */
export interface RedisService extends Service {
  /** Our one connection, database 0. */
  inspect(): Promise<RespClient>
  /** Another one, whose owner closes it. */
  connection(): Promise<RespClient>
}
