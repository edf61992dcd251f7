import type { CreateTable, CreateTableReply, QueryReply } from '../../protocol/api'
import type { AskedByHand } from '../../protocol/engine'
import { LIMITS } from '../../protocol/limits'
import { sqlVerb } from '../../protocol/sql-verb'
import type { PostgresEngine } from '../engines/engine'
import type { Drivers } from './drivers'

type Failure = NonNullable<QueryReply['error']>

/** A workspace's own PostgreSQL, as the learner may ask it. */
export class Database {
  constructor(
    private readonly engine: PostgresEngine,
    private readonly drivers: Pick<Drivers, 'createTable'>,
    private readonly tell: (asked: AskedByHand) => void,
  ) {}

  /** A read-only question. PostgreSQL's own complaint is an answer. */
  async query(sql: string): Promise<QueryReply> {
    const reply = await this.#answer(sql)
    const rows = reply.total === 1 ? '1 row' : `${String(reply.total)} rows`
    this.#tell(sql, reply.error?.message ?? null, rows, reply.durationMs)
    return reply
  }

  /** Makes the session table, by a press. */
  async createTable(table: CreateTable): Promise<CreateTableReply> {
    const began = performance.now()
    const reply = await this.drivers.createTable(this.engine, table)
    const done = reply.created ? 'CREATE TABLE' : 'nothing done: the table is there'
    this.#tell(reply.sql, reply.error, done, performance.now() - began)
    return reply
  }

  async #answer(sql: string): Promise<QueryReply> {
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

  #tell(sql: string, problem: string | null, done: string, durationMs: number): void {
    this.tell({
      kind: 'postgres',
      verb: sqlVerb(sql),
      text: sql.slice(0, LIMITS.engine.commandLength),
      parameters: [],
      outcome: problem === null ? 'ok' : 'error',
      reply: (problem ?? done).slice(0, LIMITS.engine.commandLength),
      durationUs: Math.round(durationMs * 1000),
    })
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
