import type { EngineReader } from '../engine-reader'

/** Cells as text, as psql shows them; null is NULL. */
export interface SqlRows {
  rows: (string | null)[][]
  /** Rows there were; more than `rows` holds when they were cut. */
  total: number
}

/** A workspace's own database, asked on a connection that is not the app's. */
export interface PostgresReader extends EngineReader {
  /** One statement; values only ever travel as parameters. Rejects with PostgreSQL's own words, or when it does not run. */
  query(
    sql: string,
    parameters: readonly (string | null)[],
    options: { readOnly: boolean; rows: number },
  ): Promise<SqlRows>
}
