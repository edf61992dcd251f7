import type { RecordsReply } from '../../../protocol/api'
import { LIMITS } from '../../../protocol/limits'
import type { Snapshot, StoreKind, StoreRecord } from '../../../protocol/snapshot'
import { askRunning, shownAtRest, whyNothing, type EngineReader } from '../engine-reader'
import type { Inspector, PageQuery } from '../inspector'
import { parsing, type Parse } from '../record-text'
import { StableExpiry } from '../stable-expiry'
import { StableFacts, type Facts } from '../stable-facts'
import type { KeyedRecord, KeyedServer } from './keyed-server'
import { Newcomers } from './newcomers'
import { Prefixes } from './prefixes'

export interface KeyedStores {
  kind: StoreKind & ('redis' | 'memcached')
  engine: EngineReader
  /** Which part of the server this is, where it has several. */
  part?: string
  server: KeyedServer
  /** Of every store the app has made in its last run. */
  prefixes: () => readonly string[]
  /** Milliseconds since the epoch on the workspace's clock. */
  now: () => number
  /** What the server rounds the end of a record to. */
  resolutionMs: number
  /** Facts that move by our looking alone. */
  noisyFacts: readonly string[]
}

/** As long as somebody turns pages. */
const LISTING_MS = 5000

interface Whole {
  keys: string[]
  facts: Facts
  parse: Parse
}

/** The records of a server of keys and values: one snapshot per prefix that a store of the app uses. */
export class KeyedInspector implements Inspector {
  readonly kind: StoreKind
  readonly #ends: StableExpiry
  readonly #facts: StableFacts
  readonly #newcomers = new Newcomers()
  #last: Snapshot[] | null = null
  #listing: { of: string; at: number; keys: readonly string[] } | null = null

  constructor(private readonly stores: KeyedStores) {
    this.kind = stores.kind
    this.#facts = new StableFacts(stores.noisyFacts)
    this.#ends = new StableExpiry(stores.resolutionMs)
  }

  /** `parse`: of whoever looks at several parts of a server at once. */
  async read(parse = parsing()): Promise<Snapshot[]> {
    const { engine, server } = this.stores
    const atRest = shownAtRest(engine, this.#last)
    if (atRest) return atRest
    const prefixes = new Prefixes(this.stores.prefixes())
    const read = await askRunning(engine, async () => {
      const [keys, facts] = await Promise.all([server.keys(), server.facts()])
      const lists = keysByList(prefixes, keys)
      const whole = { keys, facts, parse }
      this.#facts.keep(prefixes.lists.map((list) => this.engineOf(list)))
      return Promise.all(
        prefixes.lists.map((list) => this.snapshot(list, lists.get(list) ?? [], whole, prefixes)),
      )
    })
    this.#last = read ?? prefixes.lists.map((list) => this.nothing(list))
    return this.#last
  }

  async page({ engine, offset, limit, find }: PageQuery): Promise<RecordsReply | null> {
    const prefixes = new Prefixes(this.stores.prefixes())
    const list = this.listOf(engine, prefixes)
    if (list === undefined) return null
    const page = await askRunning(this.stores.engine, async () => {
      const found = await this.listing(prefixes, list, find, offset === 0)
      const records = await this.records(found.slice(offset, offset + limit), prefixes, parsing())
      return { records, total: found.length }
    })
    return page ?? { records: [], total: 0 }
  }

  async remove(sid: string, engine?: string): Promise<boolean> {
    return this.change(sid, engine, (key) => this.stores.server.remove(key))
  }

  async edit(sid: string, data: unknown, engine?: string): Promise<boolean> {
    if (data === undefined) return false
    return this.change(sid, engine, (key) => this.stores.server.edit(key, data))
  }

  /** The first key that is there. */
  private async change(
    sid: string,
    engine: string | undefined,
    apply: (key: string) => Promise<boolean>,
  ): Promise<boolean> {
    const prefixes = new Prefixes(this.stores.prefixes())
    const list = engine === undefined ? undefined : this.listOf(engine, prefixes)
    if (engine !== undefined && list === undefined) return false
    this.#listing = null
    const changed = await askRunning(this.stores.engine, async () => {
      for (const key of prefixes.keysOf(sid, list)) if (await apply(key)) return true
      return false
    })
    return changed ?? false
  }

  private async snapshot(
    list: string | null,
    keys: string[],
    whole: Whole,
    prefixes: Prefixes,
  ): Promise<Snapshot> {
    const shown = this.#newcomers.latest(list, keys, LIMITS.snapshot.records)
    const records = await this.records(shown, prefixes, whole.parse)
    const total = keys.length - (shown.length - records.length)
    const engine = this.engineOf(list)
    const facts = this.#facts.of(engine, whole.facts, [records, total, whole.keys.length])
    return { kind: this.stores.kind, engine, instance: null, records, total, facts }
  }

  private nothing(list: string | null): Snapshot {
    const note = whyNothing(this.stores.engine)
    return { kind: this.stores.kind, engine: this.engineOf(list), instance: null, records: [], total: 0, note }
  }

  private async records(keys: readonly string[], prefixes: Prefixes, parse: Parse): Promise<StoreRecord[]> {
    const from = this.stores.now()
    const records = await this.stores.server.records(keys, parse)
    const asked = { from, to: this.stores.now() }
    return records.map(({ key, lifeMs, data, raw, bytes, native }: KeyedRecord) => ({
      sid: prefixes.placeOf(key).sid,
      data,
      expires: this.#ends.endOf(key, lifeMs, asked),
      where: key,
      raw,
      bytes,
      native,
    }))
  }

  /** In order. Who turns the pages gets them all from one listing, so that none is missed and none comes twice. */
  private async listing(
    prefixes: Prefixes,
    list: string | null,
    find: string,
    afresh: boolean,
  ): Promise<readonly string[]> {
    const { engine, server } = this.stores
    const of = JSON.stringify([list, find, engine.name()])
    const kept = this.#listing
    if (!afresh && kept?.of === of && performance.now() - kept.at < LISTING_MS) return kept.keys
    const all = (keysByList(prefixes, await server.keys()).get(list) ?? []).toSorted()
    const keys = find === '' ? all : await this.keysWith(all, find)
    this.#listing = { of, at: performance.now(), keys }
    return keys
  }

  private async keysWith(keys: readonly string[], find: string): Promise<string[]> {
    const inValue = await this.stores.server.keysWith(
      keys.filter((key) => !key.includes(find)),
      find,
    )
    return keys.filter((key) => key.includes(find) || inValue.has(key))
  }

  private engineOf(list: string | null): string {
    const { engine, part } = this.stores
    const name = part === undefined ? engine.name() : `${engine.name()}, ${part}`
    if (list === null) return name
    return list === '' ? `${name}, no prefix` : `${name}, prefix ${list}`
  }

  /** undefined: no such list. */
  private listOf(engine: string, prefixes: Prefixes): string | null | undefined {
    return prefixes.lists.find((list) => this.engineOf(list) === engine)
  }
}

function keysByList(prefixes: Prefixes, keys: readonly string[]): Map<string | null, string[]> {
  const lists = new Map<string | null, string[]>()
  for (const key of keys) {
    const { list } = prefixes.placeOf(key)
    const listed = lists.get(list)
    if (listed) listed.push(key)
    else lists.set(list, [key])
  }
  return lists
}
