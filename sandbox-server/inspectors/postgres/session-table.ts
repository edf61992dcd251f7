import { field } from '../../../protocol/field'
import { LIMITS } from '../../../protocol/limits'
import type { StoreRecord } from '../../../protocol/snapshot'
import { editedData } from '../edited-data'
import { cutRaw, parseJson, parsing, type Parse } from '../record-text'
import type { PostgresReader } from './postgres-reader'

export interface TableShape {
  schema: string
  table: string
  /** In the table's own order; `sid`, `sess` and `expire` are among them. */
  columns: { name: string; type: string }[]
}

const MOST_COLUMNS = 50
const MOST_TABLES = 20
const CELL_LENGTH = LIMITS.engine.query.cellLength
/** Beside the columns: the record's length and its end in milliseconds since the epoch. */
const ADDED = 2

/** Every table that has the columns of connect-pg-simple's table.sql, whatever its name and schema. */
const FIND_TABLES = `
  select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    and n.nspname not in ('pg_catalog', 'information_schema')
    and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'
    and 3 = (
      select count(*) from pg_attribute s
      where s.attrelid = c.oid and not s.attisdropped and s.attname in ('sid', 'sess', 'expire')
    )
  order by n.nspname collate "C", c.relname collate "C", a.attnum`

/** The session tables of the workspace's own database. */
export async function sessionTables(postgres: PostgresReader): Promise<TableShape[]> {
  const rows = MOST_TABLES * MOST_COLUMNS
  const tables = new Map<string, TableShape>()
  for (const row of (await postgres.query(FIND_TABLES, [], { readOnly: true, rows })).rows) {
    const [schema = '', table = '', name = '', type = ''] = row.map((cell) => cell ?? '')
    const key = JSON.stringify([schema, table])
    const shape = tables.get(key) ?? { schema, table, columns: [] }
    shape.columns.push({ name, type })
    tables.set(key, shape)
  }
  return [...tables.values()].slice(0, MOST_TABLES)
}

/** Names go into SQL in no other way (PostgreSQL manual, section 4.1.1). */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** One session table, asked in SQL. */
export class SessionTable {
  private readonly name: string

  constructor(
    private readonly postgres: PostgresReader,
    readonly shape: TableShape,
  ) {
    this.name = `${quoted(shape.schema)}.${quoted(shape.table)}`
  }

  async size(): Promise<{ total: number; bytes: number }> {
    const sql = `select count(*), pg_total_relation_size($1::text::regclass) from ${this.name}`
    const { rows } = await this.postgres.query(sql, [this.name], { readOnly: true, rows: 1 })
    return { total: Number(rows[0]?.[0] ?? 0), bytes: Number(rows[0]?.[1] ?? 0) }
  }

  /** Of too many rows, those that end last, which are those used last; in the order of their ids. */
  async latest(parse: Parse): Promise<StoreRecord[]> {
    const most = LIMITS.snapshot.records
    const sql = `select * from (
      select ${this.wanted()} from ${this.name} order by "expire" desc, "sid" limit ${String(most)}
    ) as latest order by "sid" collate "C"`
    const { rows } = await this.postgres.query(sql, [], { readOnly: true, rows: most })
    return rows.map((row) => this.record(row, parse))
  }

  async page(offset: number, limit: number, find: string): Promise<{ records: StoreRecord[]; total: number }> {
    // No text of PostgreSQL's can hold a NUL.
    if (find.includes('\0')) return { records: [], total: 0 }
    const matching = `from ${this.name} where $1 = '' or position($1 in "sid"::text) > 0 or position($1 in "sess"::text) > 0`
    const sql = `select ${this.wanted()} ${matching} order by "sid" collate "C" offset $2::bigint limit $3::bigint`
    const options = { readOnly: true, rows: limit }
    const [{ rows }, count] = await Promise.all([
      this.postgres.query(sql, [find, String(offset), String(limit)], options),
      this.postgres.query(`select count(*) ${matching}`, [find], options),
    ])
    const parse = parsing()
    return { records: rows.map((row) => this.record(row, parse)), total: Number(count.rows[0]?.[0] ?? 0) }
  }

  async remove(sid: string): Promise<boolean> {
    return this.change(`delete from ${this.name} where "sid" = $1 returning 1`, [sid])
  }

  /** The column `expire` stays what it is. */
  async edit(sid: string, data: unknown): Promise<boolean> {
    if (sid.includes('\0')) return false
    const cookie = await this.cookieOf(sid)
    if (cookie === undefined) return false
    const text = JSON.stringify(editedData(data, cookie))
    return this.change(`update ${this.name} set "sess" = $1 where "sid" = $2 returning 1`, [text, sid])
  }

  private async change(sql: string, parameters: readonly string[]): Promise<boolean> {
    if (parameters.some((value) => value.includes('\0'))) return false
    return (await this.postgres.query(sql, parameters, { readOnly: false, rows: 1 })).total > 0
  }

  /** As a record with nothing but its cookie, which may stand in a very long text; undefined: no such row. */
  private async cookieOf(sid: string): Promise<unknown> {
    const ask = async (what: string): Promise<string | null | undefined> => {
      const sql = `select ${what} from ${this.name} where "sid" = $1`
      const { rows } = await this.postgres.query(sql, [sid], { readOnly: true, rows: 1 })
      return rows[0]?.[0]
    }
    try {
      const cookie = await ask(`"sess"::json -> 'cookie'`)
      return cookie === undefined ? undefined : { cookie: parseJson(cookie ?? '') }
    } catch {
      // Not JSON, or JSON that PostgreSQL takes in but cannot take apart (\u0000).
      const text = await ask(`"sess"::text`)
      return text === undefined ? undefined : { cookie: field(parseJson(text ?? ''), 'cookie') }
    }
  }

  private wanted(): string {
    const { columns } = this.shape
    const isTime = columns.some(({ name, type }) => name === 'expire' && type.startsWith('timestamp'))
    const end = isTime ? `extract(epoch from "expire"::timestamptz) * 1000` : 'null'
    // The added ones have names that no column of these tables is likely to have; they are read by place.
    const added = [`octet_length("sess"::text) as "·bytes"`, `${end} as "·end"`]
    return [...columns.map(({ name }) => quoted(name)), ...added].join(', ')
  }

  private record(row: readonly (string | null)[], parse: Parse): StoreRecord {
    const { schema, table, columns } = this.shape
    const cell = (name: string): string => row[columns.findIndex((column) => column.name === name)] ?? ''
    const [bytes, end] = row.slice(columns.length, columns.length + ADDED)
    const native: Record<string, string | null> = {}
    for (const [i, { name }] of columns.entries()) {
      const value = row[i] ?? null
      const shown = value !== null && value.length > CELL_LENGTH ? `${value.slice(0, CELL_LENGTH)}…` : value
      Object.defineProperty(native, name, {
        value: shown,
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    const sess = cell('sess')
    return {
      sid: cell('sid'),
      data: parse(sess),
      expires: isoTime(end ?? null),
      where: `${schema}.${table}`,
      raw: cutRaw(sess),
      bytes: Number(bytes ?? 0),
      native,
    }
  }
}

function isoTime(milliseconds: string | null): string | null {
  const time = new Date(Math.round(Number(milliseconds ?? 'none')))
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
