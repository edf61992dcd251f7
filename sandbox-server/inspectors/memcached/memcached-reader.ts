import type { EngineReader } from '../engine-reader'

/** A Memcached server, asked on a connection that is not the app's. */
export interface MemcachedReader extends EngineReader {
  /** One line, and a data block where the command has one; the whole reply as text. Rejects when it does not run. */
  ask(line: string, data?: Buffer): Promise<string>
}
