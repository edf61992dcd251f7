import type { CreateTable, CreateTableReply, QueryReply } from '../../protocol/api'
import { LIMITS } from '../../protocol/limits'
import type { PostgresEngine } from '../engines/engine'
import type { Drivers } from './drivers'

type Failure = NonNullable<QueryReply['error']>

/** A workspace's own PostgreSQL, as the learner may ask it. */
export class Database {
  constructor(
    private readonly engine: PostgresEngine,
    private readonly drivers: Pick<Drivers, 'createTable'>,
  ) {}

  /** A read-only question. PostgreSQL's own complaint is an answer. */
  async query(sql: string): Promise<QueryReply> {
    const began = performance.now()
    const { rows } = LIMITS.engine.query
    const elapsed = (): number => Math.round((performance.now() - began) * 100) / 100
    try {
      const result = await this.engine.query(sql, [], { readOnly: true, rows, start: true })
      return { ...result, rows: result.rows.map(cutCells), durationMs: elapsed(), error: null }
    } catch (error) {
      const failure = failureOf(error)
      if (!failure) throw error
      return { columns: [], rows: [], total: 0, durationMs: elapsed(), error: failure }
    }
  }

  createTable(table: CreateTable): Promise<CreateTableReply> {
    return this.drivers.createTable(this.engine, table)
  }
}

const cutCells = (row: readonly (string | null)[]): (string | null)[] =>
  row.map((cell) => cell?.slice(0, LIMITS.engine.query.cellLength) ?? null)

/** What PostgreSQL said against a statement; null for any other failure. */
function failureOf(error: unknown): Failure | null {
  if (!(error instanceof Error) || error.name !== 'PostgresFailure') return null
  const code: unknown = Reflect.get(error, 'code')
  const position = Number(Reflect.get(error, 'position') ?? NaN)
  return {
    message: error.message,
    code: typeof code === 'string' ? code : null,
    position: Number.isInteger(position) ? position : null,
  }
}
