import { z } from 'zod'
import type { RecordsReply } from '../../../protocol/api'
import { LIMITS } from '../../../protocol/limits'
import type { Snapshot, StoreRecord } from '../../../protocol/snapshot'
import { askRunning, shownAtRest, whyNothing } from '../engine-reader'
import { editedData } from '../edited-data'
import type { Inspector, PageQuery } from '../inspector'
import { madeStores, type MadeStore } from '../made-store'
import { parsing, type Parse } from '../record-text'
import type { MongoDocument, MongoReader } from './mongo-reader'
import { mongoRecord, sessionLike, sessionOf } from './mongo-record'

const MongoStore = z.object({
  collectionName: z.string().default('sessions'),
  sealed: z.boolean().default(false),
})
type Collection = z.infer<typeof MongoStore>

/** Documents are looked through for a text in pages of so many. */
const SEARCHED_AT_ONCE = 1000
const MOST_SEARCHED = 20_000

/** The session documents of the workspace's own MongoDB, one snapshot per collection that a store of the app uses. */
export class MongoInspector implements Inspector {
  readonly kind = 'mongo'
  #last: Snapshot[] | null = null

  constructor(
    private readonly mongo: MongoReader,
    private readonly made: () => Iterable<MadeStore>,
  ) {}

  async read(): Promise<Snapshot[]> {
    const collections = this.collections()
    if (collections.length === 0) {
      // An app that has just started may not have said anything yet: then what was read before still counts.
      if ([...this.made()].length > 0) this.#last = []
      return this.#last ?? []
    }
    const atRest = shownAtRest(this.mongo, this.#last)
    if (atRest) return atRest
    const read = await askRunning(this.mongo, () => this.snapshots(collections))
    this.#last = read ?? collections.map((one) => ({ ...this.empty(one), note: whyNothing(this.mongo) }))
    return this.#last
  }

  async page({ engine, offset, limit, find }: PageQuery): Promise<RecordsReply | null> {
    const [collection] = this.collections(engine)
    if (!collection) return null
    const page = await askRunning(this.mongo, async (waiting) => {
      if (find !== '') return this.search(collection, { offset, limit, find }, waiting)
      const [records, total] = await Promise.all([
        this.records(collection, { offset, limit }, parsing()),
        this.mongo.count(collection.collectionName),
      ])
      return { records, total }
    })
    return page ?? { records: [], total: 0 }
  }

  async remove(sid: string, engine?: string): Promise<boolean> {
    return this.change(engine, ({ collectionName }) => this.mongo.remove(collectionName, sid))
  }

  async edit(sid: string, data: unknown, engine?: string): Promise<boolean> {
    if (data === undefined) return false
    return this.change(engine, async ({ collectionName, sealed }) => {
      const old = sealed ? null : await this.mongo.find(collectionName, sid)
      if (!old) return false
      const session = sessionLike(old, editedData(data, sessionOf(old)))
      return this.mongo.edit(collectionName, sid, session)
    })
  }

  private async change(
    engine: string | undefined,
    apply: (collection: Collection) => Promise<boolean>,
  ): Promise<boolean> {
    const changed = await askRunning(this.mongo, () => Promise.all(this.collections(engine).map(apply)))
    return changed?.includes(true) ?? false
  }

  /** Keeps the documents of one page; the others are counted, until nobody waits for the answer any more. */
  private async search(
    collection: Collection,
    { offset, limit, find }: Omit<PageQuery, 'engine'>,
    waiting: AbortSignal,
  ): Promise<RecordsReply> {
    const shown: MongoDocument[] = []
    let total = 0
    for (let from = 0; from < MOST_SEARCHED && !waiting.aborted; from += SEARCHED_AT_ONCE) {
      const some = await this.mongo.documents(collection.collectionName, {
        offset: from,
        limit: SEARCHED_AT_ONCE,
      })
      for (const one of some) {
        if (!holds(one, collection, find)) continue
        if (total >= offset && shown.length < limit) shown.push(one)
        total += 1
      }
      if (some.length < SEARCHED_AT_ONCE) break
    }
    return { records: recordsOf(shown, collection, parsing()), total }
  }

  /** One after the other, so that each time the same records are taken apart. */
  private async snapshots(collections: readonly Collection[]): Promise<Snapshot[]> {
    const parse = parsing()
    const snapshots: Snapshot[] = []
    for (const collection of collections) snapshots.push(await this.snapshot(collection, parse))
    return snapshots
  }

  private async snapshot(collection: Collection, parse: Parse): Promise<Snapshot> {
    const [records, total] = await Promise.all([
      this.records(collection, { offset: 0, limit: LIMITS.snapshot.records }, parse),
      this.mongo.count(collection.collectionName),
    ])
    return { ...this.empty(collection), records, total }
  }

  private async records(
    collection: Collection,
    page: { offset: number; limit: number },
    parse: Parse,
  ): Promise<StoreRecord[]> {
    const found = await this.mongo.documents(collection.collectionName, page)
    return recordsOf(found, collection, parse)
  }

  private empty(collection: Collection): Snapshot {
    return { kind: 'mongo', engine: this.engineOf(collection), instance: null, records: [], total: 0 }
  }

  private engineOf({ collectionName }: Collection): string {
    return `${this.mongo.name()}, ${collectionName}`
  }

  private collections(engine?: string): Collection[] {
    const all = madeStores(this.made(), 'mongo', MongoStore)
    const byName = new Map(all.map((one) => [one.collectionName, one]))
    return [...byName.values()].filter((one) => engine === undefined || this.engineOf(one) === engine)
  }
}

function recordsOf(documents: readonly MongoDocument[], collection: Collection, parse: Parse): StoreRecord[] {
  return documents.map((one) => mongoRecord(one, collection, parse))
}

/** In its id or in its session as it is stored. */
function holds(document: MongoDocument, collection: Collection, find: string): boolean {
  const { sid, raw } = mongoRecord(document, collection, () => null)
  return sid.includes(find) || raw.includes(find)
}
