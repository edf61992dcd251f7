import type { Duplex } from 'node:stream'
import type { SqlResult } from '../../engine'
import { Patience } from '../../patience'
import { PostgresFailure, readFailure } from './failure'
import { logIn, type Credentials } from './log-in'
import { BodyReader, int16, int32, message, text, type Message } from './message'
import { MessageReader } from './message-reader'

export interface AskOptions {
  /** Rows kept; the others are counted. */
  rows?: number
  /** Characters kept of each cell. */
  cellLength?: number
  /** The answer's bytes, kept or not; more end the session. */
  bytes?: number
  /** Without a word from the server for so long, once it is this one's turn, the session ends. Otherwise it waits. */
  silentMs?: number
}

export interface Answer extends SqlResult {
  /** `SELECT 3`, `CREATE TABLE`. */
  tag: string
}

interface Column {
  name: string
  type: number
  modifier: number
}

interface Question {
  resolve: (answer: RawAnswer) => void
  reject: (error: Error) => void
  limits: Required<AskOptions>
  answer: RawAnswer
  bytes: number
  failure: PostgresFailure | null
}

interface RawAnswer {
  columns: Column[]
  rows: (string | null)[][]
  total: number
  tag: string
}

const MESSAGE_BYTES = 64 * 1024 * 1024
/** As long as PostgreSQL itself waits for a log-in. */
const LOG_IN_MS = 10_000
const FAREWELL_MS = 10_000
const UNBOUNDED = { rows: 100_000, cellLength: 1_000_000, bytes: MESSAGE_BYTES, silentMs: Infinity }
const ENDED = 'The database server ended the connection.'
const SILENT = 'The database server does not answer.'
/** The usual types, so that their names need not be asked for (pg_type.dat). */
const TYPES = new Map([
  ['16/-1', 'boolean'],
  ['20/-1', 'bigint'],
  ['23/-1', 'integer'],
  ['25/-1', 'text'],
  ['114/-1', 'json'],
  ['3802/-1', 'jsonb'],
  ['1043/-1', 'character varying'],
  ['1114/6', 'timestamp(6) without time zone'],
  ['1114/-1', 'timestamp without time zone'],
  ['1184/-1', 'timestamp with time zone'],
])

/** A client of ours: one question after the other, answers as text. */
export class Session {
  readonly closed: Promise<void>
  private readonly socket: Duplex
  private readonly reader = new MessageReader(MESSAGE_BYTES)
  private readonly waiting: Question[] = []
  private readonly typeNames = new Map(TYPES)
  private open = true
  private readonly patience = new Patience(UNBOUNDED.silentMs, () => {
    this.destroy(new PostgresFailure(SILENT, '08006'))
  })

  private constructor(socket: Duplex) {
    this.socket = socket
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.fail(new PostgresFailure(ENDED, '08006'))
        resolve()
      })
    })
    socket.on('data', (piece: Buffer) => {
      this.hear(piece)
    })
    socket.resume()
  }

  /** Logs in on a fresh connection, which is ended when that fails or nobody answers. */
  static async open(socket: Duplex, credentials: Credentials, application: string): Promise<Session> {
    const late = setTimeout(() => {
      socket.destroy(new PostgresFailure(SILENT, '08006'))
    }, LOG_IN_MS)
    try {
      const parameters = new Map([
        ['application_name', application],
        ['client_encoding', 'UTF8'],
      ])
      await logIn(socket, { ...credentials, parameters })
      const session = new Session(socket)
      await session.ready()
      return session
    } catch (error) {
      socket.destroy()
      throw error
    } finally {
      clearTimeout(late)
    }
  }

  get usable(): boolean {
    return this.open
  }

  /** One statement, by the extended protocol: a second one in the same text is refused by the server. */
  async ask(
    sql: string,
    parameters: readonly (string | null)[] = [],
    options: AskOptions = {},
  ): Promise<Answer> {
    const raw = await this.send(
      [
        message('P', text(''), text(sql), int16(0)),
        message(
          'B',
          text(''),
          text(''),
          int16(0),
          int16(parameters.length),
          ...parameters.map(value),
          int16(0),
        ),
        message('D', text('P')),
        message('E', text(''), int32(0)),
        message('S'),
      ],
      options,
    )
    const types = await this.namesOf(raw.columns, options)
    const columns = raw.columns.map(({ name }, index) => ({ name, type: types[index] ?? 'unknown' }))
    return { ...raw, columns }
  }

  /** Several statements of ours at once, answers dropped. */
  async run(sql: string, options: AskOptions = {}): Promise<void> {
    await this.send([message('Q', text(sql))], options)
  }

  close(): void {
    if (!this.open) return
    this.open = false
    this.socket.end(message('X'))
    // On a connection that died in silence nobody ends the other half.
    const late = setTimeout(() => this.socket.destroy(), FAREWELL_MS).unref()
    void this.closed.then(() => {
      clearTimeout(late)
    })
  }

  /** At once: whoever waits for an answer hears why. */
  destroy(why: Error = new PostgresFailure(ENDED, '08006')): void {
    this.fail(why)
    this.socket.destroy()
  }

  /** The first ReadyForQuery, after the server's parameters. */
  private ready(): Promise<RawAnswer> {
    return this.send([], {})
  }

  private send(messages: readonly Buffer[], options: AskOptions): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      if (!this.open) {
        reject(new PostgresFailure(ENDED, '08006'))
        return
      }
      const answer = { columns: [], rows: [], total: 0, tag: '' }
      const limits = { ...UNBOUNDED, ...options }
      this.waiting.push({ resolve, reject, limits, answer, bytes: 0, failure: null })
      if (this.waiting.length === 1) this.listen()
      if (messages.length > 0) this.socket.write(Buffer.concat(messages))
    })
  }

  /** Silence counts anew with each word, and only for whose turn it is: the others wait for that one, too. */
  private listen(): void {
    const silentMs = this.waiting[0]?.limits.silentMs ?? Infinity
    if (silentMs < Infinity) this.patience.asked(silentMs)
    else this.patience.over()
  }

  private hear(piece: Buffer): void {
    try {
      this.reader.add(piece)
      for (let next = this.reader.next(); next; next = this.reader.next()) this.take(next)
      this.listen()
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  }

  private take({ type, body }: Message): void {
    const [question] = this.waiting
    if (!question) return
    question.bytes += body.length
    if (question.bytes > question.limits.bytes)
      throw new PostgresFailure('The answer is too large to show.', '54000')
    if (type === 'T') question.answer.columns = readColumns(body)
    else if (type === 'D') takeRow(question, body)
    else if (type === 'C') question.answer.tag = new BodyReader(body).text()
    else if (type === 'E') question.failure ??= readFailure(body)
    else if (type === 'G') this.socket.write(message('f', text('COPY is not possible here.')))
    else if (type === 'Z') {
      this.waiting.shift()
      if (question.failure) question.reject(question.failure)
      else question.resolve(question.answer)
    }
  }

  private async namesOf(columns: readonly Column[], { silentMs = Infinity }: AskOptions): Promise<string[]> {
    const keys = columns.map(({ type, modifier }) => `${String(type)}/${String(modifier)}`)
    const unknown = [...new Set(keys)].filter((key) => !this.typeNames.has(key))
    if (unknown.length > 0) {
      const asked = unknown.map((key) => `pg_catalog.format_type(${key.replace('/', ', ')})`)
      // In a failed transaction nothing can be asked; the column then has no type.
      const { rows } = await this.send([message('Q', text(`SELECT ${asked.join(', ')}`))], { silentMs }).catch(
        () => ({
          rows: [],
        }),
      )
      unknown.forEach((key, index) => this.typeNames.set(key, rows[0]?.[index] ?? 'unknown'))
    }
    return keys.map((key) => this.typeNames.get(key) ?? 'unknown')
  }

  private fail(error: Error): void {
    this.open = false
    this.patience.over()
    for (const { reject, failure } of this.waiting.splice(0)) reject(failure ?? error)
  }
}

/** A parameter in text form; -1 is NULL. */
function value(parameter: string | null): Buffer {
  if (parameter === null) return int32(-1)
  const bytes = Buffer.from(parameter)
  return Buffer.concat([int32(bytes.length), bytes])
}

function readColumns(body: Buffer): Column[] {
  const reader = new BodyReader(body)
  return Array.from({ length: reader.int16() }, () => {
    const name = reader.text()
    reader.bytes(6)
    const type = reader.int32()
    reader.int16()
    const modifier = reader.int32()
    reader.int16()
    return { name, type, modifier }
  })
}

function takeRow({ answer, limits }: Question, body: Buffer): void {
  answer.total += 1
  if (answer.rows.length >= limits.rows) return
  const reader = new BodyReader(body)
  const cells = Array.from({ length: reader.int16() }, () => {
    const length = reader.int32()
    return length === -1 ? null : cut(reader.bytes(length), limits.cellLength)
  })
  answer.rows.push(cells)
}

function cut(bytes: Buffer, length: number): string {
  // A character is four bytes at most.
  const words = bytes.toString('utf8', 0, Math.min(bytes.length, length * 4))
  return words.length > length ? `${words.slice(0, length)}…` : words
}
