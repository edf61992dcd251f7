import { z } from 'zod'
import type { RecordsReply } from '../../../protocol/api'
import type { Snapshot } from '../../../protocol/snapshot'
import { tablePlace, type TablePlace } from '../../../protocol/table-place'
import { askRunning, shownAtRest, whyNothing } from '../engine-reader'
import type { Inspector, PageQuery } from '../inspector'
import { madeStores, type MadeStore } from '../made-store'
import { parsing, type Parse } from '../record-text'
import { StableFacts } from '../stable-facts'
import type { PostgresReader } from './postgres-reader'
import { SessionTable, sessionTables } from './session-table'

const PostgresStore = z.object({ schemaName: z.string().optional(), tableName: z.string().optional() })

/** The session tables of the workspace's own database, one snapshot each, whoever made them. */
export class PostgresInspector implements Inspector {
  readonly kind = 'postgres'
  readonly #facts = new StableFacts(['pg_total_relation_size'])
  #last: Snapshot[] | null = null

  constructor(
    private readonly postgres: PostgresReader,
    private readonly made: () => Iterable<MadeStore>,
  ) {}

  async read(): Promise<Snapshot[]> {
    const atRest = shownAtRest(this.postgres, this.#last)
    if (atRest) return atRest
    const read = await askRunning(this.postgres, async () => {
      const tables = await this.tables()
      const missing = this.places().filter((place) => !tables.some((table) => isAt(table, place)))
      this.#facts.keep(tables.map(({ shape }) => nameOf(shape)))
      const parse = parsing()
      const shown = await Promise.all(tables.map((table) => this.snapshot(table, parse)))
      return [...shown, ...(await Promise.all(missing.map((place) => this.missing(place))))]
    })
    this.#last = read ?? this.nothing()
    return this.#last
  }

  async page({ engine, offset, limit, find }: PageQuery): Promise<RecordsReply | null> {
    const page = await askRunning(this.postgres, async () => {
      const [table] = await this.tables(engine)
      return table ? table.page(offset, limit, find) : null
    })
    const known = (this.#last ?? []).some((snapshot) => snapshot.engine === engine)
    return page ?? (known ? { records: [], total: 0 } : null)
  }

  async remove(sid: string, engine?: string): Promise<boolean> {
    return this.change(engine, (table) => table.remove(sid))
  }

  async edit(sid: string, data: unknown, engine?: string): Promise<boolean> {
    return data === undefined ? false : this.change(engine, (table) => table.edit(sid, data))
  }

  private async change(
    engine: string | undefined,
    apply: (table: SessionTable) => Promise<boolean>,
  ): Promise<boolean> {
    const changed = await askRunning(this.postgres, async () => {
      const results = await Promise.all(
        (await this.tables(engine)).map((table) => apply(table).catch(() => false)),
      )
      return results.includes(true)
    })
    return changed ?? false
  }

  private async tables(engine?: string): Promise<SessionTable[]> {
    const shapes = await sessionTables(this.postgres)
    return shapes
      .filter((shape) => engine === undefined || this.engineOf(nameOf(shape)) === engine)
      .map((shape) => new SessionTable(this.postgres, shape))
  }

  private async snapshot(table: SessionTable, parse: Parse): Promise<Snapshot> {
    const [records, { total, bytes }] = await Promise.all([table.latest(parse), table.size()])
    const name = nameOf(table.shape)
    const facts = this.#facts.of(name, { rows: total, pg_total_relation_size: bytes }, records)
    return {
      kind: 'postgres',
      engine: this.engineOf(name),
      instance: null,
      records,
      total,
      columns: table.shape.columns,
      table: { schema: table.shape.schema, name: table.shape.table, state: 'usable' },
      facts,
    }
  }

  /** What the app's store looks for and does not find. */
  private async missing(place: TablePlace): Promise<Snapshot> {
    const state = (await this.isTaken(place)) ? 'unfit' : 'missing'
    const name = nameOf(place)
    const note =
      state === 'unfit'
        ? `${name} has no columns sid, sess and expire, so connect-pg-simple cannot use it. Choose another tableName, or drop this one.`
        : `There is no table ${name} yet. The store makes it with createTableIfMissing: true, your own code can run the module’s table.sql, or you press “Create the table”.`
    return { ...this.empty(name, note), table: { schema: place.schema ?? 'public', name: place.table, state } }
  }

  /** Something else has that name. */
  private async isTaken({ schema, table }: TablePlace): Promise<boolean> {
    const sql = `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relname = $1 and n.nspname = $2`
    const { total } = await this.postgres.query(sql, [table, schema ?? 'public'], { readOnly: true, rows: 1 })
    return total > 0
  }

  private nothing(): Snapshot[] {
    const note = whyNothing(this.postgres)
    const seen = (this.#last ?? []).map(({ engine, columns, table }) => ({
      ...this.empty('', note),
      engine,
      ...(columns && { columns }),
      // Whether another one is still missing, nobody can say now.
      ...(table?.state === 'usable' && { table }),
    }))
    return seen.length > 0 ? seen : this.places().map((place) => this.empty(nameOf(place), note))
  }

  private empty(name: string, note: string): Snapshot {
    return { kind: 'postgres', engine: this.engineOf(name), instance: null, records: [], total: 0, note }
  }

  private engineOf(name: string): string {
    return `${this.postgres.name()}, ${name}`
  }

  private places(): TablePlace[] {
    const places = madeStores(this.made(), 'postgres', PostgresStore).map(tablePlace)
    return [...new Map(places.map((place) => [nameOf(place), place])).values()]
  }
}

function nameOf({ schema, table }: TablePlace): string {
  return `${schema ?? 'public'}.${table}`
}

function isAt({ shape }: SessionTable, { schema, table }: TablePlace): boolean {
  return shape.table === table && (schema === null || shape.schema === schema)
}
