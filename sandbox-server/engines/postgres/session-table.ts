import { readFile } from 'node:fs/promises'
import type { CreateTable, CreateTableReply } from '../../../protocol/api'
import type { PostgresEngine } from '../engine'

/** Longest name PostgreSQL keeps whole, in bytes. */
const LONGEST_NAME = 63

/**
 * Makes the session table as connect-pg-simple's own table.sql does, whose path is `template`. The schema is made too
 * when it is missing. Rejects when the engine cannot be asked.
 */
export async function createSessionTable(
  engine: PostgresEngine,
  { schema, table }: CreateTable,
  template: string,
): Promise<CreateTableReply> {
  const sql = await sessionTableSql({ schema, table }, template)
  const { rows } = await engine.query(WHAT_IS_THERE, [`${quote(schema)}.${quote(table)}`], { start: true })
  const [there] = rows
  if (there) return { created: false, sql, error: there[0] === 't' ? null : unfit(schema, table) }
  try {
    // One statement, so that all of it is there or nothing.
    await engine.query(`DO ${dollarQuoted(sql)}`, [], { start: true })
    return { created: true, sql, error: null }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'PostgresFailure') throw error
    return { created: false, sql, error: error.message }
  }
}

/** One row when something has that name: whether it is a table that can keep sessions. */
const WHAT_IS_THERE = `
  SELECT c.relkind IN ('r', 'p') AND 3 = (
    SELECT count(*) FROM pg_attribute a
    WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attname IN ('sid', 'sess', 'expire')
  )
  FROM pg_class c WHERE c.oid = to_regclass($1)`

const unfit = (schema: string, table: string): string =>
  `Nothing was made. ${schema}.${table} is there already, but not as a table with the columns sid, sess and expire.`

/** What makes the table of these names: the module's own statements, and the schema's where it needs one. */
export async function sessionTableSql({ schema, table }: CreateTable, template: string): Promise<string> {
  const statements = statementsOf(await readFile(template, 'utf8'), schema, table)
  return statements.map((statement) => `${statement};`).join('\n\n')
}

/** The statements of table.sql, for this schema and table. */
export function statementsOf(template: string, schema: string, table: string): string[] {
  const place = `${quote(schema)}.${quote(table)}`
  const statements = template
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .map((statement) =>
      statement
        // Two tables of one schema cannot share the name of a constraint or an index.
        .replaceAll('"session_pkey"', () => quote(named(table, '_pkey')))
        .replaceAll('"IDX_session_expire"', () => quote(named(`IDX_${table}`, '_expire')))
        .replaceAll('"session"', () => place),
    )
  return schema === 'public' ? statements : [`CREATE SCHEMA IF NOT EXISTS ${quote(schema)}`, ...statements]
}

const quote = (name: string): string => `"${name.replaceAll('\0', '').replaceAll('"', '""')}"`

/** A name with its ending, cut in the middle where it would be too long. */
function named(name: string, ending: string): string {
  let start = name
  while (Buffer.byteLength(start) + ending.length > LONGEST_NAME) start = start.slice(0, -1)
  return start + ending
}

function dollarQuoted(sql: string): string {
  const body = `BEGIN\n${sql}\nEND`
  let mark = '$table$'
  while (body.includes(mark)) mark = mark.replace(/\$$/, 'x$')
  return `${mark}${body}${mark}`
}
