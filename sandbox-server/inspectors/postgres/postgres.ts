import { z } from 'zod'
import type { RecordsReply } from '../../../protocol/api'
import type { Snapshot } from '../../../protocol/snapshot'
import { askRunning, whyNothing } from '../engine-reader'
import type { Inspector, PageQuery } from '../inspector'
import { madeStores, type MadeStore } from '../made-store'
import { StableFacts } from '../stable-facts'
import type { PostgresReader } from './postgres-reader'
import { SessionTable, sessionTables } from './session-table'

/** Where a store of connect-pg-simple keeps its rows; schema null: wherever the search path finds the table first. */
interface TablePlace {
  schema: string | null
  table: string
}

const PostgresStore = z.object({ schemaName: z.string().optional(), tableName: z.string().default('session') })

/** The session tables of the workspace's own database, one snapshot each, whoever made them. */
export class PostgresInspector implements Inspector {
  readonly kind = 'postgres'
  readonly #facts = new StableFacts(['pg_total_relation_size'])
  #last: Snapshot[] = []

  constructor(
    private readonly postgres: PostgresReader,
    private readonly made: () => Iterable<MadeStore>,
  ) {}

  async read(): Promise<Snapshot[]> {
    // A database that sleeps keeps its rows, and looking must not wake it.
    if (this.postgres.state() === 'idle') return this.#last
    const read = await askRunning(this.postgres, async () => {
      const tables = await this.tables()
      const missing = this.places().filter((place) => !tables.some((table) => isAt(table, place)))
      this.#facts.keep(tables.map(({ shape }) => nameOf(shape)))
      const shown = await Promise.all(tables.map((table) => this.snapshot(table)))
      const notes = await Promise.all(
        missing.map(async (place) => this.empty(nameOf(place), await this.whyMissing(place))),
      )
      return [...shown, ...notes]
    })
    this.#last = read ?? this.nothing()
    return this.#last
  }

  async page({ engine, offset, limit, find }: PageQuery): Promise<RecordsReply | null> {
    const page = await askRunning(this.postgres, async () => {
      const [table] = await this.tables(engine)
      return table ? table.page(offset, limit, find) : null
    })
    const known = this.#last.some((snapshot) => snapshot.engine === engine)
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

  private async snapshot(table: SessionTable): Promise<Snapshot> {
    const [records, { total, bytes }] = await Promise.all([table.latest(), table.size()])
    const name = nameOf(table.shape)
    const facts = this.#facts.of(name, { rows: total, pg_total_relation_size: bytes }, records)
    return {
      kind: 'postgres',
      engine: this.engineOf(name),
      instance: null,
      records,
      total,
      columns: table.shape.columns,
      facts,
    }
  }

  private async whyMissing({ schema, table }: TablePlace): Promise<string> {
    const sql = `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relname = $1 and n.nspname = $2`
    const { total } = await this.postgres.query(sql, [table, schema ?? 'public'], { readOnly: true, rows: 1 })
    const name = nameOf({ schema, table })
    if (total > 0) return `${name} has no columns sid, sess and expire, so connect-pg-simple cannot use it.`
    return `There is no table ${name} yet. The store makes it with createTableIfMissing: true, your own code can run the module’s table.sql, or you press “Create table”.`
  }

  private nothing(): Snapshot[] {
    const note = whyNothing(this.postgres)
    const seen = this.#last.map(({ engine, columns }) => ({
      ...this.empty('', note),
      engine,
      ...(columns && { columns }),
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
    const places = madeStores(this.made(), 'postgres', PostgresStore).map(placeOf)
    return [...new Map(places.map((place) => [nameOf(place), place])).values()]
  }
}

/** The old spelling of a schema, `tableName: 'a"."b'`, still works (connect-pg-simple 10.0.0 index.js, constructor). */
function placeOf({ schemaName, tableName }: z.infer<typeof PostgresStore>): TablePlace {
  const old = schemaName === undefined ? /^([^"]+)"\."([^"]+)$/.exec(tableName) : null
  if (old) return { schema: old[1] ?? null, table: old[2] ?? '' }
  return { schema: schemaName ?? null, table: tableName }
}

function nameOf({ schema, table }: TablePlace): string {
  return `${schema ?? 'public'}.${table}`
}

function isAt({ shape }: SessionTable, { schema, table }: TablePlace): boolean {
  return shape.table === table && (schema === null || shape.schema === schema)
}
