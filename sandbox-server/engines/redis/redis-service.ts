import type { Service } from '../service'
import type { RespClient } from './resp-client'

/** A Redis that runs, whatever it is. */
export interface RedisService extends Service {
  /** Our one connection, in database 0 at first. */
  inspect(): Promise<RespClient>
  /** Another one, whose owner closes it. */
  connection(): Promise<RespClient>
}
