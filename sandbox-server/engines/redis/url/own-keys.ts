import { LIMITS } from '../../../../protocol/limits'
import type { RespValue } from '../../engine'
import type { RespClient } from '../resp-client'

type Asked = Pick<RespClient, 'command'>

const BATCH = 500
const MEMORY_BYTES = LIMITS.engine.redisMemoryMb * 1024 * 1024
/** Bytes written after which is looked what they really take. */
const UNMEASURED_BYTES = MEMORY_BYTES / 4

/** The keys of one workspace in a Redis that others use too. */
export class OwnKeys {
  readonly prefix: string
  private readonly client: Asked
  private unmeasured = 0
  private measured = 0
  private measuring = false
  /** The server goes through everybody's keys for us: for one question of a workspace at a time. */
  private looking: Promise<unknown> = Promise.resolve()

  constructor(client: Asked, prefix: string) {
    this.client = client
    this.prefix = prefix
    // What an earlier life of the workspace left counts too.
    this.measure()
  }

  /** As last measured, and what was written since. */
  get memory(): { used: number; most: number } {
    return { used: this.measured + this.unmeasured, most: MEMORY_BYTES }
  }

  /** All keys that begin so, whole. */
  all(prefix = this.prefix): Promise<string[]> {
    const found = this.looking.then(() => this.lookForAll(prefix))
    this.looking = found.catch(() => undefined)
    return found
  }

  private async lookForAll(prefix: string): Promise<string[]> {
    const keys = new Set<string>()
    let cursor = '0'
    do {
      const [next, found] = listOf(
        await this.client.command(['SCAN', cursor, 'MATCH', `${escapeGlob(prefix)}*`, 'COUNT', '1000']),
      )
      cursor = typeof next === 'string' ? next : '0'
      for (const key of listOf(found)) if (typeof key === 'string' && key.startsWith(prefix)) keys.add(key)
    } while (cursor !== '0')
    return [...keys]
  }

  async remove(prefix = this.prefix): Promise<void> {
    const keys = await this.all(prefix)
    for (let from = 0; from < keys.length; from += BATCH)
      await this.client.command(['UNLINK', ...keys.slice(from, from + BATCH)])
  }

  /** Counts what is about to be written; false when the workspace has had its share of memory. */
  mayWrite(bytes: number): boolean {
    if (this.measured + this.unmeasured + bytes > MEMORY_BYTES) {
      this.measure()
      return false
    }
    this.unmeasured += bytes
    if (this.unmeasured > UNMEASURED_BYTES) this.measure()
    return true
  }

  private measure(): void {
    if (this.measuring) return
    this.measuring = true
    const before = this.unmeasured
    this.usage()
      .then((bytes) => {
        this.measured = bytes
        this.unmeasured -= before
      })
      .catch(() => undefined)
      .finally(() => {
        this.measuring = false
      })
  }

  private async usage(): Promise<number> {
    let bytes = 0
    const keys = await this.all()
    for (let from = 0; from < keys.length; from += BATCH) {
      const some = keys.slice(from, from + BATCH)
      const sizes = await Promise.all(some.map((key) => this.client.command(['MEMORY', 'USAGE', key])))
      for (const size of sizes) bytes += typeof size === 'number' ? size : 0
    }
    return bytes
  }
}

export const escapeGlob = (text: string): string => text.replace(/[*?[\]\\^]/g, '\\$&')

const listOf = (value: RespValue | undefined): readonly RespValue[] =>
  typeof value === 'object' && value !== null ? value : []
