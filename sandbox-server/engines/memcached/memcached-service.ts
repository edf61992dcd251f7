import type { Service } from '../service'

export type Ask = (line: string, data?: Buffer) => Promise<Buffer>

/** A Memcached that runs, whatever it is. */
export interface MemcachedService extends Service {
  ask: Ask
}
