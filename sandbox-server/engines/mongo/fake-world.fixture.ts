import { BSON } from 'mongodb'
import { change, matches, sorted, type Row } from './documents.fixture'
import type { Document } from './wire/bson'

/** One command as it reached the server. */
export interface Received {
  database: string
  verb: string
  document: Document
}

const fault = (code: number, codeName: string, errmsg: string): Document => ({ ok: 0, code, codeName, errmsg })

/** The commands that the tests need, over lists in memory. */
export class FakeWorld {
  readonly received: Received[] = []
  readonly rows = new Map<string, Row[]>()
  private readonly indexes = new Map<string, Document[]>()
  private readonly cursors = new Map<number, { rows: Row[]; ns: string }>()
  private last = 7000

  answer(document: Document): Document {
    const [verb = ''] = Object.keys(document)
    const database = String(document.$db)
    if (!['hello', 'isMaster', 'ismaster'].includes(verb)) this.received.push({ database, verb, document })
    const ns = `${database}.${String(document[verb])}`
    return this.greet(verb) ?? this.read(verb, document, ns) ?? this.write(verb, document, ns) ?? unknown(verb)
  }

  private greet(verb: string): Document | null {
    const limits = {
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
    }
    if (/^(hello|ismaster)$/i.test(verb))
      return {
        ...limits,
        helloOk: true,
        isWritablePrimary: true,
        ismaster: true,
        minWireVersion: 0,
        maxWireVersion: 21,
        logicalSessionTimeoutMinutes: 30,
        ok: 1,
      }
    if (verb === 'buildInfo') return { version: '7.0.0-fixture', ok: 1 }
    return verb === 'ping' || verb === 'endSessions' ? { ok: 1 } : null
  }

  private read(verb: string, document: Document, ns: string): Document | null {
    const all = this.rows.get(ns) ?? []
    const { $db } = document
    const database = String($db)
    switch (verb) {
      case 'find': {
        const found = sorted(
          all.filter((row) => matches(row, document.filter)),
          document.sort,
        )
        const skip = Number(document.skip ?? 0)
        const rows = found.slice(skip, document.limit ? skip + Number(document.limit) : undefined)
        return this.cursor(rows, ns, document.batchSize)
      }
      case 'aggregate':
        return this.aggregate(all, document, ns)
      case 'getMore':
        return this.more(document)
      case 'killCursors': {
        const ids = Array.isArray(document.cursors) ? document.cursors : []
        for (const id of ids) this.cursors.delete(Number(id))
        return { cursorsKilled: ids, ok: 1 }
      }
      case 'count':
        return { n: all.filter((row) => matches(row, document.query)).length, ok: 1 }
      case 'distinct':
        return { values: [...new Set(all.map((row) => row[String(document.key)]))], ok: 1 }
      case 'listIndexes':
        return this.cursor(this.indexes.get(ns) ?? [], ns, 100)
      case 'listCollections':
        return this.cursor(this.collections(database), `${database}.$cmd.listCollections`, 100)
      case 'listDatabases':
        return this.databases(document)
      case 'dbStats':
        return this.stats(database)
      case 'collStats':
        return { ns, count: all.length, size: 1, host: 'secret-host:27017', ok: 1 }
      default:
        return null
    }
  }

  private write(verb: string, document: Document, ns: string): Document | null {
    const database = String(document.$db)
    switch (verb) {
      case 'insert':
        return this.insert(ns, listOf(document.documents))
      case 'update':
        return this.update(ns, listOf(document.updates))
      case 'delete':
        return this.remove(ns, listOf(document.deletes))
      case 'findAndModify':
        return this.modify(ns, document)
      case 'create':
        this.rowsOf(ns)
        return { ok: 1 }
      case 'createIndexes':
        this.rowsOf(ns)
        this.indexes.set(ns, [...(this.indexes.get(ns) ?? []), ...listOf(document.indexes)])
        return { numIndexesBefore: 1, numIndexesAfter: 2, ok: 1 }
      case 'drop':
        return this.rows.delete(ns)
          ? { nIndexesWas: 1, ns, ok: 1 }
          : fault(26, 'NamespaceNotFound', `ns not found ${ns}`)
      case 'dropDatabase':
        for (const name of this.rows.keys()) if (name.startsWith(`${database}.`)) this.rows.delete(name)
        return { dropped: database, ok: 1 }
      default:
        return null
    }
  }

  private rowsOf(ns: string): Row[] {
    const rows = this.rows.get(ns) ?? []
    this.rows.set(ns, rows)
    return rows
  }

  private cursor(rows: readonly Row[], ns: string, size: unknown): Document {
    const firstBatch = rows.slice(0, Number(size ?? 101))
    const rest = rows.slice(firstBatch.length)
    this.last += 1
    if (rest.length > 0) this.cursors.set(this.last, { rows: rest, ns })
    return { cursor: { firstBatch, id: BSON.Long.fromNumber(rest.length > 0 ? this.last : 0), ns }, ok: 1 }
  }

  private more(document: Document): Document {
    const id = Number(document.getMore)
    const open = this.cursors.get(id)
    if (!open) return fault(43, 'CursorNotFound', `cursor id ${String(id)} not found`)
    const nextBatch = open.rows.splice(0, Number(document.batchSize ?? 1000))
    if (open.rows.length === 0) this.cursors.delete(id)
    return {
      cursor: { nextBatch, id: BSON.Long.fromNumber(open.rows.length > 0 ? id : 0), ns: open.ns },
      ok: 1,
    }
  }

  /** Only what counts documents: { $match }, { $group: { n: { $sum: 1 } } }. */
  private aggregate(all: readonly Row[], { pipeline, cursor }: Document, ns: string): Document {
    let rows = [...all]
    for (const stage of listOf(pipeline)) {
      if (stage.$match) rows = rows.filter((row) => matches(row, stage.$match))
      if (stage.$limit) rows = rows.slice(0, Number(stage.$limit))
      if (stage.$group) rows = rows.length === 0 ? [] : [{ _id: 1, n: rows.length }]
    }
    const size: unknown =
      typeof cursor === 'object' && cursor !== null ? Reflect.get(cursor, 'batchSize') : null
    return this.cursor(rows, ns, size)
  }

  private insert(ns: string, documents: readonly Row[]): Document {
    const rows = this.rowsOf(ns)
    const writeErrors: Document[] = []
    documents.forEach((row, index) => {
      if (!rows.some((one) => one._id === row._id)) rows.push(row)
      else
        writeErrors.push({
          index,
          code: 11000,
          errmsg: `E11000 duplicate key error collection: ${ns} index: _id_`,
        })
    })
    const n = documents.length - writeErrors.length
    return { n, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 }
  }

  private update(ns: string, updates: readonly Document[]): Document {
    const rows = this.rowsOf(ns)
    let n = 0
    const upserted: Document[] = []
    updates.forEach(({ q, u, upsert, multi }, index) => {
      const found = rows.filter((row) => matches(row, q)).slice(0, multi === true ? undefined : 1)
      for (const row of found) rows[rows.indexOf(row)] = change(row, u)
      n += found.length
      if (found.length > 0 || upsert !== true) return
      const row = change({ ...(typeof q === 'object' ? q : {}) }, u)
      rows.push(row)
      upserted.push({ index, _id: row._id })
      n += 1
    })
    return { n, nModified: n - upserted.length, ...(upserted.length > 0 ? { upserted } : {}), ok: 1 }
  }

  private remove(ns: string, deletes: readonly Document[]): Document {
    let n = 0
    for (const { q, limit } of deletes) {
      const rows = this.rows.get(ns) ?? []
      const gone = rows.filter((row) => matches(row, q)).slice(0, Number(limit) || undefined)
      this.rows.set(
        ns,
        rows.filter((row) => !gone.includes(row)),
      )
      n += gone.length
    }
    return { n, ok: 1 }
  }

  private modify(ns: string, { query, update, remove, new: after }: Document): Document {
    const rows = this.rowsOf(ns)
    const found = rows.find((row) => matches(row, query))
    if (!found) return { value: null, ok: 1 }
    const changed = change(found, update)
    if (remove === true) rows.splice(rows.indexOf(found), 1)
    else rows[rows.indexOf(found)] = changed
    return { value: after === true ? changed : found, lastErrorObject: { n: 1 }, ok: 1 }
  }

  private collections(database: string): Row[] {
    const names = [...this.rows.keys()].filter((ns) => ns.startsWith(`${database}.`))
    return names.map((ns) => ({
      name: ns.slice(database.length + 1),
      type: 'collection',
      options: {},
      info: {},
    }))
  }

  private databases({ filter }: Document): Document {
    const name: unknown = typeof filter === 'object' && filter !== null ? Reflect.get(filter, 'name') : null
    const pattern: unknown = typeof name === 'object' && name !== null ? Reflect.get(name, '$regex') : null
    const all = [...new Set([...this.rows.keys()].map((ns) => ns.slice(0, ns.indexOf('.'))))]
    const found = all.filter((one) => (typeof pattern === 'string' ? new RegExp(pattern).test(one) : true))
    return {
      databases: found.map((one) => ({ name: one, sizeOnDisk: 10, empty: false })),
      totalSize: 10,
      ok: 1,
    }
  }

  private stats(database: string): Document {
    const own = [...this.rows].filter(([ns]) => ns.startsWith(`${database}.`))
    const dataSize = own.reduce(
      (sum, [, rows]) => sum + rows.reduce((all, row) => all + BSON.calculateObjectSize(row), 0),
      0,
    )
    return {
      db: database,
      collections: own.length,
      indexes: own.length,
      dataSize,
      indexSize: 0,
      fsUsedSize: 12345,
      ok: 1,
    }
  }
}

const unknown = (verb: string): Document => fault(59, 'CommandNotFound', `no such command: '${verb}'`)

const listOf = (value: unknown): Document[] =>
  Array.isArray(value)
    ? value.filter((one: unknown): one is Document => typeof one === 'object' && one !== null)
    : []
