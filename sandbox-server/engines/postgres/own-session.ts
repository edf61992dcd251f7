import type { Duplex } from 'node:stream'
import { LIMITS } from '../../../protocol/limits'
import type { SqlResult } from '../engine'
import { Line } from './line'
import type { QueryOptions } from './postgres-engine'
import { PostgresFailure } from './wire/failure'
import type { Credentials } from './wire/log-in'
import type { Session } from './wire/session'

const KEPT_MS = 10_000
const CELL_LENGTH = 256 * 1024
const ANSWER_BYTES = 32 * 1024 * 1024
const PATIENCE_MS = LIMITS.engine.statementMs + 1000
/** Questions that wait for the one before. */
const WAITING = 50
const LATE = `The database did not answer within ${String(PATIENCE_MS / 1000)} s.`
const BUSY = 'The database is busy with earlier questions. Try again in a moment.'

/** Our own connection as a workspace's role: opened when asked, kept for a while, one statement after the other. */
export class OwnSession {
  private readonly connect: () => Promise<Duplex>
  private readonly credentials: Credentials
  private readonly shared: boolean
  private line: Line | null = null
  private waiting = 0
  private turn: Promise<unknown> = Promise.resolve()
  private tidying: Promise<void> | null = null
  private timer: NodeJS.Timeout | null = null

  /** shared: the server has one session for all connections, so nothing of it may be thrown away. */
  constructor(connect: () => Promise<Duplex>, credentials: Credentials, { shared = false } = {}) {
    this.connect = connect
    this.credentials = credentials
    this.shared = shared
  }

  query(sql: string, parameters: readonly (string | null)[], options: QueryOptions): Promise<SqlResult> {
    return this.inTurn((session) => this.asked(session, sql, parameters, options))
  }

  /** Gives back the room of deleted rows, as far as that can be done quickly. Never rejects. */
  tidy(): Promise<void> {
    this.tidying ??= this.inTurn((session) => session.run('VACUUM (SKIP_LOCKED)'))
      .catch(() => undefined)
      .finally(() => {
        this.tidying = null
      })
    return this.tidying
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    const { line } = this
    this.line = null
    line?.session.then(
      (open) => {
        open.close()
      },
      () => undefined,
    )
  }

  private async inTurn<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.waiting >= WAITING) throw new PostgresFailure(BUSY, '53300')
    this.waiting += 1
    const since = performance.now()
    const result = this.turn.then(() => {
      this.waiting -= 1
      // Where each takes all its time, whoever came later need not wait for all of them.
      if (performance.now() - since > 2 * PATIENCE_MS) throw new PostgresFailure(BUSY, '53300')
      return this.within(work)
    })
    this.turn = result.catch(() => undefined)
    return result
  }

  /** A statement that takes too long takes the connection with it. The role may have lifted the server's own limit. */
  private async within<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.timer) clearTimeout(this.timer)
    const line = await this.open()
    const late = setTimeout(() => {
      this.line = null
      line.end(LATE)
    }, PATIENCE_MS)
    try {
      return await work(await line.session)
    } finally {
      clearTimeout(late)
      this.timer = setTimeout(() => {
        this.close()
      }, KEPT_MS).unref()
    }
  }

  private async asked(
    session: Session,
    sql: string,
    parameters: readonly (string | null)[],
    { readOnly = false, rows, cellLength = CELL_LENGTH }: QueryOptions,
  ): Promise<SqlResult> {
    const limits = { cellLength, bytes: ANSWER_BYTES, ...(rows === undefined ? {} : { rows }) }
    await session.run(readOnly ? 'BEGIN READ ONLY' : 'BEGIN READ WRITE')
    try {
      const { columns, rows: found, total } = await session.ask(sql, parameters, limits)
      if (!readOnly) await session.run('COMMIT')
      return { columns, rows: found, total }
    } catch (error) {
      if (!readOnly && session.usable) await session.run('ROLLBACK')
      throw error
    } finally {
      if (readOnly) this.leave(session)
    }
  }

  /** Nothing that one question set is there for the next, which is asked behind this: nobody has to wait for it. */
  private leave(session: Session): void {
    const left = ['ROLLBACK', ...(this.shared ? [] : ['DISCARD ALL'])].map((sql) => session.run(sql))
    Promise.all(left).catch(() => {
      session.destroy()
    })
  }

  private async open(): Promise<Line> {
    const current = await this.line?.session.catch(() => null)
    if (!this.line || !current?.usable) this.line = new Line(this.connect, this.credentials)
    return this.line
  }
}
