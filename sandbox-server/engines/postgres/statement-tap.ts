import type { EngineCommand } from '../../../protocol/engine'
import { LIMITS } from '../../../protocol/limits'
import { sqlVerb } from '../../../protocol/sql-verb'
import { readFailure } from './wire/failure'
import { BodyReader } from './wire/message'
import { Scanner } from './wire/scanner'

/** A statement on its way, or the mark at which the server starts anew after an error. */
interface Entry {
  kind: 'statement' | 'sync'
  /** Answered once per statement in it; told at ReadyForQuery. */
  simple: boolean
  sql: string
  parameters: (string | null)[]
  startedAt: number
  sentBytes: number
  receivedBytes: number
  tags: string[]
  failure: string | null
}

const { commandLength, parameters: PARAMETERS, parameterLength } = LIMITS.engine
/** Statements and portals that one connection may name at once, for us to remember. */
const NAMES = 256
const WAITING = 2000
/** PostgreSQL's own names are no longer. */
const NAME_BYTES = 63
/** Four bytes per character at most. */
const SQL_BYTES = 4 * commandLength
const LONGEST_MESSAGE = 16 * 1024 * 1024
const KEPT_FRONT = SQL_BYTES + 4 * PARAMETERS * parameterLength
const KEPT_BACK = 4096

/** Tells the statements of one connection from what passes by (PostgreSQL documentation, "Message Flow"). */
export class StatementTap {
  private readonly tell: (command: EngineCommand) => void
  private readonly onKey: (process: number, key: string) => void
  private readonly statements = new Map<string, string>()
  private readonly portals = new Map<string, { sql: string; parameters: (string | null)[] }>()
  private readonly waiting: Entry[] = []
  private sentBytes = 0
  /** When the app began to send what is not yet a statement. */
  private since: number | null = null
  private lastParsed = ''
  private readonly front: Scanner
  private readonly back: Scanner

  constructor(options: {
    tell: (command: EngineCommand) => void
    /** What the app may cancel by. */
    onKey: (process: number, key: string) => void
  }) {
    this.tell = options.tell
    this.onKey = options.onKey
    this.front = new Scanner({
      longest: LONGEST_MESSAGE,
      keep: (type) => ('QPBEC'.includes(type) ? KEPT_FRONT : 0),
      notice: (type, body, length) => {
        this.sent(type, body, length)
      },
    })
    this.back = new Scanner({
      longest: 0x7fff_ffff,
      keep: (type) => ('CEK'.includes(type) ? KEPT_BACK : 0),
      notice: (type, body, length) => {
        this.received(type, body, length)
      },
    })
  }

  /** False when a message is longer than a session store ever needs. */
  fromApp(piece: Buffer): boolean {
    return this.front.scan(piece)
  }

  fromServer(piece: Buffer): void {
    this.back.scan(piece)
  }

  private sent(type: string, body: Buffer, length: number): void {
    this.sentBytes += length
    this.since ??= performance.now()
    const reader = new BodyReader(body)
    if (type === 'Q') this.push({ simple: true, sql: reader.text(SQL_BYTES), parameters: [] })
    else if (type === 'P') {
      // What is remembered is cut while it is bytes: a part of a text would keep the whole of it.
      const name = reader.text(NAME_BYTES)
      this.lastParsed = reader.text(SQL_BYTES).slice(0, commandLength)
      remember(this.statements, name, this.lastParsed)
    } else if (type === 'B') this.bind(reader)
    else if (type === 'E') {
      const portal = this.portals.get(reader.text(NAME_BYTES)) ?? { sql: '', parameters: [] }
      this.push({ simple: false, ...portal })
    } else if (type === 'S') this.push({ simple: false, sql: '', parameters: [] }, 'sync')
  }

  private bind(reader: BodyReader): void {
    const portal = reader.text(NAME_BYTES)
    const sql = this.statements.get(reader.text(NAME_BYTES)) ?? ''
    remember(this.portals, portal, { sql, parameters: readParameters(reader) })
  }

  private push(
    { simple, sql, parameters }: Pick<Entry, 'simple' | 'sql' | 'parameters'>,
    kind: Entry['kind'] = 'statement',
  ): void {
    // What nobody answers is not remembered for ever.
    if (this.waiting.length >= WAITING) this.waiting.shift()
    const startedAt = this.since ?? performance.now()
    const sentBytes = this.sentBytes
    this.sentBytes = 0
    this.since = null
    const text = sql.slice(0, commandLength)
    this.waiting.push({
      ...{ kind, simple, sql: text, parameters, startedAt, sentBytes },
      ...{ receivedBytes: 0, tags: [], failure: null },
    })
  }

  private received(type: string, body: Buffer, length: number): void {
    if (type === 'K') {
      const reader = new BodyReader(body)
      this.onKey(reader.int32(), reader.bytes(reader.left).toString('hex'))
    }
    const [entry] = this.waiting
    if (!entry) return
    entry.receivedBytes += length
    if (type === 'C') this.complete(entry, shortTag(new BodyReader(body).text()))
    else if (type === 'I') this.complete(entry, 'empty')
    else if (type === 's') this.complete(entry, 'more rows')
    else if (type === 'E') this.failed(entry, readFailure(body).message)
    else if (type === 'Z') this.ready()
  }

  private complete(entry: Entry, tag: string): void {
    if (entry.tags.length < 20) entry.tags.push(tag)
    if (!entry.simple && entry.kind === 'statement') this.answer()
  }

  private failed(entry: Entry, words: string): void {
    entry.failure = words
    if (entry.simple) {
      // The rest of it is not executed, and an app that gives the connection up now never sees it ready again.
      this.answer()
      this.waiting.unshift({ ...entry, kind: 'sync', simple: false })
      return
    }
    // Refused before it was executed: the statement that was parsed last is the one.
    if (entry.kind === 'sync') Object.assign(entry, { kind: 'statement', sql: this.lastParsed })
    this.answer()
    // The server skips everything up to the next Sync.
    while (this.waiting[0] && this.waiting[0].kind !== 'sync' && !this.waiting[0].simple) this.waiting.shift()
  }

  private ready(): void {
    const [entry] = this.waiting
    if (entry?.simple) this.answer()
    else if (entry?.kind === 'sync') this.waiting.shift()
  }

  private answer(): void {
    const entry = this.waiting.shift()
    if (!entry) return
    this.tell({
      kind: 'postgres',
      verb: sqlVerb(entry.sql),
      text: entry.sql,
      parameters: entry.parameters,
      outcome: entry.failure === null ? 'ok' : 'error',
      reply: (entry.failure ?? entry.tags.join(', ')).slice(0, commandLength),
      durationUs: Math.round((performance.now() - entry.startedAt) * 1000),
      sentBytes: entry.sentBytes,
      receivedBytes: entry.receivedBytes,
    })
  }
}

function remember<V>(map: Map<string, V>, name: string, value: V): void {
  map.delete(name)
  map.set(name, value)
  const [oldest] = map.keys()
  if (map.size > NAMES && oldest !== undefined) map.delete(oldest)
}

function readParameters(reader: BodyReader): (string | null)[] {
  const formats = Array.from({ length: Math.min(reader.int16(), reader.left / 2) }, () => reader.int16())
  const count = Math.min(reader.int16(), PARAMETERS)
  const values: (string | null)[] = []
  for (let index = 0; index < count && reader.left >= 4; index += 1) {
    const length = reader.int32()
    const format = formats.length === 1 ? formats[0] : formats[index]
    if (length === -1) values.push(null)
    else values.push(words(reader.bytes(length), format === 1))
  }
  return values
}

function words(bytes: Buffer, binary: boolean): string {
  const whole = binary
    ? `\\x${bytes.toString('hex', 0, parameterLength)}`
    : bytes.toString('utf8', 0, 4 * parameterLength)
  return whole.slice(0, parameterLength)
}

/** `SELECT 3` is said as `3 rows`; the others are short already: `INSERT 0 1`. */
function shortTag(tag: string): string {
  const rows = /^SELECT (\d+)$/.exec(tag)?.[1]
  if (rows === undefined) return tag
  return rows === '1' ? '1 row' : `${rows} rows`
}
