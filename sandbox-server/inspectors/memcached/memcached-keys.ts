import { setTimeout as delay } from 'node:timers/promises'
import { editedData } from '../edited-data'
import type { KeyedRecord, KeyedServer } from '../keyed/keyed-server'
import { cutRaw, parseJson, type Parse } from '../record-text'
import type { Facts } from '../stable-facts'
import type { MemcachedReader } from './memcached-reader'

const VALUES_AT_ONCE = 500
/** Memcached cannot throw out what it is sending. Of many long values asked for at once, a full server finds none to evict, and refuses what the app writes. */
const BYTES_AT_ONCE = 128 * 1024
/** One crawl at a time: another one under way is waited for. */
const CRAWL = { tries: 100, pauseMs: 20 }
const FACTS = ['curr_items', 'get_hits', 'get_misses', 'evictions', 'bytes', 'limit_maxbytes']
/** memcached's module writes objects as JSON and marks them so (lib/memcached.js, FLAG_JSON). */
const FLAG_JSON = 2
/** What the text protocol can name (protocol.txt, "Keys"). */
const NAMEABLE = /^[^\s\p{Cc}]+$/u
const LONGEST_KEY = 250

interface Value {
  text: string
  flags: number
  /** Seconds; -1: no end. */
  ttl: number
}

export interface MemcachedOptions {
  /** A store of the app seals what it writes (the option `secret`). */
  sealed(key: string): boolean
}

/** The keys of a Memcached server, by its crawler and the meta commands (protocol.txt). */
export class MemcachedKeys implements KeyedServer {
  /** Of each key at the last crawl: bytes with everything Memcached keeps beside the value. */
  readonly #sizes = new Map<string, number>()
  /** Our own looks, which Memcached counts with the app's. */
  readonly #ours = { hits: 0, misses: 0 }
  readonly #asked = new Set<Promise<string>>()
  #crawl: Promise<string> | null = null
  /** By the hash table no item is missed; by the LRU lists, as old servers have it, one may be that was just used. */
  #way: 'hash' | 'all' = 'hash'

  constructor(
    private readonly memcached: MemcachedReader,
    private readonly options: MemcachedOptions,
  ) {}

  async keys(): Promise<string[]> {
    this.#sizes.clear()
    for (const line of await this.crawl()) {
      const key = /^key=(\S+) /.exec(line)?.[1]
      if (key !== undefined) this.#sizes.set(decodeKey(key), Number(/ size=(\d+)/.exec(line)?.[1] ?? 0))
    }
    return [...this.#sizes.keys()]
  }

  async records(keys: readonly string[], parse: Parse): Promise<KeyedRecord[]> {
    const records: KeyedRecord[] = []
    for (const some of this.portions(keys)) {
      const values = await Promise.all(some.map((key) => this.value(key)))
      for (const [i, key] of some.entries()) {
        const value = values[i]
        if (value) records.push(this.record(key, value, parse))
      }
    }
    return records
  }

  async keysWith(keys: readonly string[], find: string): Promise<ReadonlySet<string>> {
    const found = new Set<string>()
    for (const some of this.portions(keys)) {
      const values = await Promise.all(some.map((key) => this.value(key)))
      for (const [i, key] of some.entries()) if (values[i]?.text.includes(find)) found.add(key)
    }
    return found
  }

  async facts(): Promise<Facts> {
    const lines = (await this.ask('stats')).split('\r\n')
    const told = new Map(lines.map((line) => [line.split(' ')[1] ?? '', Number(line.split(' ')[2])]))
    const facts: Facts = {}
    for (const name of FACTS) {
      const value = told.get(name)
      if (value !== undefined && Number.isFinite(value)) facts[name] = value - this.ownPart(name, value)
    }
    return facts
  }

  async remove(key: string): Promise<boolean> {
    return isNameable(key) && (await this.ask(`delete ${key}`)).startsWith('DELETED')
  }

  /** Flags stay what they were; so does the time that is left, to the second. */
  async edit(key: string, data: unknown): Promise<boolean> {
    const old = await this.value(key)
    if (!old || this.isSealed(key, old)) return false
    const parsed = parseJson(old.text)
    if (parsed === null && typeof data !== 'string') return false
    const text = parsed === null ? String(data) : JSON.stringify(editedData(data, parsed))
    const block = Buffer.from(text)
    const ttl = old.ttl < 0 ? 0 : Math.max(1, old.ttl)
    const line = `ms ${key} ${String(block.length)} T${String(ttl)} F${String(old.flags)} MR`
    return (await this.ask(line, block)).startsWith('HD')
  }

  private async crawl(): Promise<string[]> {
    for (let tries = 0; tries < CRAWL.tries; tries += 1) {
      const reply = await this.alone(() => this.memcached.ask(`lru_crawler metadump ${this.#way}`))
      if (reply.startsWith('BUSY')) await delay(CRAWL.pauseMs)
      else if (!/^(ERROR|CLIENT_ERROR|SERVER_ERROR)/.test(reply)) return reply.split(/\r?\n/)
      else this.#way = 'all'
    }
    throw new Error('The crawler of Memcached is busy.')
  }

  /**
   * While the crawler writes, the connection is its own (crawler.c, `lru_crawler_client_getbuf`): a command that came in
   * behind it would lie unread. So nothing is asked beside a crawl.
   */
  private async alone(crawl: () => Promise<string>): Promise<string> {
    while (this.#crawl) await this.#crawl.catch(() => undefined)
    this.#crawl = Promise.allSettled([...this.#asked]).then(crawl)
    try {
      return await this.#crawl
    } finally {
      this.#crawl = null
    }
  }

  private async ask(line: string, data?: Buffer): Promise<string> {
    while (this.#crawl) await this.#crawl.catch(() => undefined)
    const asked = this.memcached.ask(line, data)
    this.#asked.add(asked)
    return asked.finally(() => this.#asked.delete(asked))
  }

  private async value(key: string): Promise<Value | null> {
    if (!isNameable(key)) return null
    // u: looking is not using. Otherwise a record would outlive others because it is on the screen.
    const reply = await this.ask(`mg ${key} t f v u`)
    const head = /^VA \d+((?: [a-zA-Z]\S*)*)\r\n/.exec(reply)
    if (head) this.#ours.hits += 1
    else this.#ours.misses += 1
    if (!head) return null
    const flag = (name: string): number => Number(new RegExp(` ${name}(-?\\d+)`).exec(head[1] ?? '')?.[1] ?? 0)
    return { text: reply.slice(head[0].length).replace(/\r\n$/, ''), flags: flag('f'), ttl: flag('t') }
  }

  /** Keys whose values are asked for together. */
  private portions(keys: readonly string[]): string[][] {
    const portions: string[][] = []
    let bytes = 0
    for (const key of keys) {
      const size = this.#sizes.get(key) ?? 0
      const last = portions.at(-1)
      bytes += size
      if (last && bytes <= BYTES_AT_ONCE && last.length < VALUES_AT_ONCE) last.push(key)
      else {
        portions.push([key])
        bytes = size
      }
    }
    return portions
  }

  private record(key: string, value: Value, parse: Parse): KeyedRecord {
    const { text, flags, ttl } = value
    const bytes = Buffer.byteLength(text)
    const sealed = this.isSealed(key, value)
    return {
      key,
      data: sealed ? null : parse(text),
      lifeMs: ttl < 0 ? null : ttl * 1000,
      raw: cutRaw(text),
      bytes,
      native: {
        flags,
        size: this.#sizes.get(key) ?? bytes,
        ...(this.options.sealed(key) && { sealed }),
        // The time that is left runs: it is in `expires`. Memcached says -1 of an item without an end.
        ...(ttl < 0 && { ttl: -1 }),
      },
    }
  }

  /** What could not be sealed (a weak secret) was written as an object, in the clear. */
  private isSealed(key: string, { flags }: Value): boolean {
    return this.options.sealed(key) && (flags & FLAG_JSON) === 0
  }

  private ownPart(name: string, counted: number): number {
    const which = name === 'get_hits' ? 'hits' : name === 'get_misses' ? 'misses' : null
    if (which === null) return 0
    // It counts from nothing: another server than the one we have asked until now.
    if (counted < this.#ours[which]) this.#ours[which] = 0
    return this.#ours[which]
  }
}

function isNameable(key: string): boolean {
  return NAMEABLE.test(key) && Buffer.byteLength(key) <= LONGEST_KEY
}

/** The crawler writes keys URL-encoded. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
