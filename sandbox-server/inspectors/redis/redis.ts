import { z } from 'zod'
import type { RecordsReply } from '../../../protocol/api'
import type { Snapshot } from '../../../protocol/snapshot'
import type { Inspector, PageQuery } from '../inspector'
import { KeyedInspector } from '../keyed/keyed-inspector'
import { madeStores, type MadeStore } from '../made-store'
import { parsing } from '../record-text'
import { RedisKeys } from './redis-keys'
import type { RedisReader } from './redis-reader'

const RedisOptions = z.object({ prefix: z.string().default('sess:') })

interface Workspace {
  made: () => Iterable<MadeStore>
  now: () => number
}

interface Database {
  keys: RedisKeys
  inspector: KeyedInspector
}

/** The keys of the workspace's own Redis: of the database that the app uses, and of every other one that holds some. */
export class RedisInspector implements Inspector {
  readonly kind = 'redis'
  readonly #databases = new Map<number, Database>()
  #holding: readonly number[] = []

  constructor(
    private readonly redis: RedisReader,
    private readonly workspace: Workspace,
  ) {}

  /** One database after the other, so that each time the same records are taken apart. */
  async read(): Promise<Snapshot[]> {
    const parse = parsing()
    const used = this.redis.database()
    const { keys, inspector } = this.#database(used)
    const snapshots = [...(await inspector.read(parse))]
    this.#holding = isSilent(snapshots) ? [] : keys.holding
    this.#forgetOthers(used)
    for (const number of this.#holding) {
      if (number === used) continue
      const elsewhere = await this.#database(number).inspector.read(parse)
      if (isSilent(elsewhere)) break
      snapshots.push(...elsewhere.filter(({ total }) => total > 0))
    }
    return snapshots
  }

  async page(query: PageQuery): Promise<RecordsReply | null> {
    for (const inspector of this.#inspectors()) {
      const page = await inspector.page(query)
      if (page) return page
    }
    return null
  }

  remove(sid: string, engine?: string): Promise<boolean> {
    return this.#first((inspector) => inspector.remove(sid, engine))
  }

  edit(sid: string, data: unknown, engine?: string): Promise<boolean> {
    return this.#first((inspector) => inspector.edit(sid, data, engine))
  }

  /** In the app's own database first: an id alone may be known in several. */
  async #first(change: (inspector: KeyedInspector) => Promise<boolean>): Promise<boolean> {
    for (const inspector of this.#inspectors()) if (await change(inspector)) return true
    return false
  }

  #inspectors(): KeyedInspector[] {
    const numbers = new Set([this.redis.database(), ...this.#holding])
    return [...numbers].map((number) => this.#database(number).inspector)
  }

  /** With what was last seen in them. */
  #forgetOthers(used: number): void {
    for (const number of this.#databases.keys())
      if (number !== used && !this.#holding.includes(number)) this.#databases.delete(number)
  }

  #database(number: number): Database {
    const known = this.#databases.get(number)
    if (known) return known
    const keys = new RedisKeys((args) => this.redis.command(args, number))
    const inspector = new KeyedInspector({
      kind: this.kind,
      engine: this.redis,
      ...(number > 0 && { part: `database ${String(number)}` }),
      server: keys,
      prefixes: () => madeStores(this.workspace.made(), this.kind, RedisOptions).map(({ prefix }) => prefix),
      now: this.workspace.now,
      resolutionMs: 100,
      noisyFacts: ['used_memory'],
    })
    this.#databases.set(number, { keys, inspector })
    return { keys, inspector }
  }
}

/** A server that tells nothing of one database is not waited for at each of the others. */
function isSilent(snapshots: readonly Snapshot[]): boolean {
  return snapshots.some(({ note }) => note !== undefined)
}
