import { editedData } from '../edited-data'
import type { KeyedRecord, KeyedServer } from '../keyed/keyed-server'
import { cutRaw, parseJson, type Parse } from '../record-text'
import type { Facts } from '../stable-facts'
import type { RedisReply } from './redis-reader'

const KEYS_AT_ONCE = 1000
const MOST_KEYS = 200_000
const VALUES_AT_ONCE = 500
/** Of a list, a set, …: so many entries are shown. */
const ENTRIES = 100
const FACTS = ['used_memory', 'maxmemory', 'expired_keys', 'evicted_keys']

/** How each type of value tells its first entries (redis.io/commands). */
const ENTRIES_OF: Readonly<Record<string, (key: string) => string[]>> = {
  hash: (key) => ['HSCAN', key, '0', 'COUNT', String(ENTRIES)],
  set: (key) => ['SSCAN', key, '0', 'COUNT', String(ENTRIES)],
  list: (key) => ['LRANGE', key, '0', String(ENTRIES - 1)],
  zset: (key) => ['ZRANGE', key, '0', String(ENTRIES - 1), 'WITHSCORES'],
  stream: (key) => ['XRANGE', key, '-', '+', 'COUNT', String(ENTRIES)],
}

type Ask = (args: readonly string[]) => Promise<RedisReply>

/** The keys of one database of a Redis server. Commands that do not need each other's answer travel together. */
export class RedisKeys implements KeyedServer {
  #holding: readonly number[] = []

  constructor(private readonly ask: Ask) {}

  /** The databases of the whole server in which there are keys, as its facts last told. */
  get holding(): readonly number[] {
    return this.#holding
  }

  /** SCAN may tell a key twice, and lets the app's commands through between its pages. */
  async keys(): Promise<string[]> {
    const keys = new Set<string>()
    let cursor = '0'
    do {
      const reply = await this.ask(['SCAN', cursor, 'COUNT', String(KEYS_AT_ONCE)])
      const [next, page] = Array.isArray(reply) ? (reply as readonly RedisReply[]) : []
      for (const key of texts(page)) keys.add(key)
      cursor = typeof next === 'string' || typeof next === 'number' ? String(next) : '0'
    } while (cursor !== '0' && keys.size < MOST_KEYS)
    return [...keys]
  }

  async records(keys: readonly string[], parse: Parse): Promise<KeyedRecord[]> {
    const records = await Promise.all(keys.map((key) => this.record(key, parse)))
    return records.filter((record) => record !== null)
  }

  async keysWith(keys: readonly string[], find: string): Promise<ReadonlySet<string>> {
    const found = new Set<string>()
    for (let at = 0; at < keys.length; at += VALUES_AT_ONCE) {
      const some = keys.slice(at, at + VALUES_AT_ONCE)
      const values = await this.ask(['MGET', ...some])
      if (!Array.isArray(values)) continue
      for (const [i, key] of some.entries()) {
        const value: unknown = values[i]
        if (typeof value === 'string' && value.includes(find)) found.add(key)
      }
    }
    return found
  }

  async facts(): Promise<Facts> {
    const [info, keys] = await Promise.all([this.ask(['INFO']), this.ask(['DBSIZE'])])
    const lines = typeof info === 'string' ? info.split(/\r?\n/) : []
    const told = new Map(lines.map((line) => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1)]))
    this.#holding = [...told.keys()].flatMap((name) => /^db(\d{1,2})$/.exec(name)?.[1] ?? []).map(Number)
    const facts: Facts = typeof keys === 'number' ? { keys } : {}
    for (const name of FACTS) {
      const value = told.get(name)
      if (value !== undefined) facts[name] = /^\d+$/.test(value) ? Number(value) : value
    }
    return facts
  }

  async remove(key: string): Promise<boolean> {
    return (await this.ask(['DEL', key])) === 1
  }

  /** The new value stands where the old one stood, and ends when it would have ended. */
  async edit(key: string, data: unknown): Promise<boolean> {
    const type = await this.ask(['TYPE', key])
    const old = type === 'string' ? await this.ask(['GET', key]) : null
    if (typeof old !== 'string') return false
    const value = editedValue(old, data)
    return value !== null && (await this.ask(['SET', key, value, 'XX', 'KEEPTTL'])) === 'OK'
  }

  private async record(key: string, parse: Parse): Promise<KeyedRecord | null> {
    // A value of another type than string makes GET an error: shown by its own command below.
    const string = this.text(['GET', key])
    const [type, left] = await Promise.all([this.ask(['TYPE', key]), this.ask(['PTTL', key])])
    const value = type === 'string' ? await string : await this.entries(key, String(type))
    if (value === null || left === -2 || typeof left !== 'number') return null
    return {
      key,
      data: type === 'string' ? parse(value) : null,
      lifeMs: left < 0 ? null : left,
      raw: cutRaw(value),
      bytes: Buffer.byteLength(value),
      // The time that is left runs: it is in `expires`. Redis says -1 of a key without an end.
      native: { type: String(type), ...(left === -1 && { ttl: -1 }) },
    }
  }

  private async entries(key: string, type: string): Promise<string | null> {
    if (type === 'none') return null
    const ask = ENTRIES_OF[type]
    return ask ? JSON.stringify(await this.ask(ask(key)).catch(() => null)) : ''
  }

  private async text(command: readonly string[]): Promise<string | null> {
    const reply = await this.ask(command).catch(() => null)
    return typeof reply === 'string' ? reply : null
  }
}

/** JSON in the place of JSON; text in the place of other text. Null: what stands there is not to be written by us. */
function editedValue(old: string, data: unknown): string | null {
  const parsed = parseJson(old)
  if (parsed === null) return typeof data === 'string' ? data : null
  return JSON.stringify(editedData(data, parsed))
}

function texts(value: RedisReply | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
