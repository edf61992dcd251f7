import type { EngineCommand } from '../../../protocol/engine'
import { LIMITS } from '../../../protocol/limits'
import { sqlVerb } from '../../../protocol/sql-verb'
import { BoundedNames } from './bounded-names'
import { readFailure } from './wire/failure'
import { BodyReader } from './wire/message'
import { Scanner } from './wire/scanner'

/** What a statement says. */
interface Words {
  sql: string
  parameters: (string | null)[]
}

/** A statement on its way, or the mark at which the server starts anew after an error. */
interface Entry extends Words {
  kind: 'statement' | 'sync'
  /** Answered once per statement in it; told at ReadyForQuery. */
  simple: boolean
  /** It takes rows from the app, which may send them in its own time. */
  copies: boolean
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
/** Of all words that one connection lets us remember in one place: many times what clients of session stores say at once. */
const CHARACTERS = 512 * 1024
/** PostgreSQL's own names are no longer. */
const NAME_BYTES = 63
const BOUNDS = { names: NAMES, characters: CHARACTERS }
/** Four bytes per character at most. */
const SQL_BYTES = 4 * commandLength
const LONGEST_MESSAGE = 16 * 1024 * 1024
const KEPT_FRONT = SQL_BYTES + 4 * PARAMETERS * parameterLength
const KEPT_BACK = 4096

/** Tells the statements of one connection from what passes by (PostgreSQL documentation, "Message Flow"). */
export class StatementTap {
  private readonly tell: (command: EngineCommand) => void
  private readonly onKey: (process: number, key: string) => void
  private readonly statements = new BoundedNames<string>(BOUNDS, ({ length }) => length)
  private readonly portals = new BoundedNames<Words>(BOUNDS, lengthOf)
  private readonly waiting: Entry[] = []
  /** Of the words in `waiting`. */
  private characters = 0
  private sentBytes = 0
  /** When the app began to send what is not yet a statement. */
  private since: number | null = null
  private lastParsed = ''
  /** Something was prepared that is not yet to be executed; the server may refuse that alone. */
  private prepares = false
  /** The server refused something and skips all that comes before the next Sync. */
  private skips = false
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

  /** The server owes the app an answer, and waits for nothing itself. */
  get isAwaited(): boolean {
    const [entry] = this.waiting
    return entry !== undefined && !entry.copies
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
    if (this.skips && type !== 'S') return
    const reader = new BodyReader(body)
    if (type === 'Q')
      this.push({ sql: cut(reader.text(SQL_BYTES), commandLength), parameters: [] }, { simple: true })
    else if (type === 'P') this.parse(reader)
    else if (type === 'B') this.bind(reader)
    else if (type === 'E') this.push(this.portals.get(reader.text(NAME_BYTES)) ?? WORDLESS)
    else if (type === 'S') this.push(WORDLESS, { kind: 'sync' })
  }

  private parse(reader: BodyReader): void {
    this.prepares = true
    const name = reader.text(NAME_BYTES)
    this.lastParsed = cut(reader.text(SQL_BYTES), commandLength)
    this.statements.set(name, this.lastParsed)
  }

  private bind(reader: BodyReader): void {
    this.prepares = true
    const portal = reader.text(NAME_BYTES)
    const sql = this.statements.get(reader.text(NAME_BYTES)) ?? ''
    this.portals.set(portal, { sql, parameters: readParameters(reader) })
  }

  private push(
    words: Words,
    { kind = 'statement', simple = false }: Partial<Pick<Entry, 'kind' | 'simple'>> = {},
  ): void {
    // What nobody answers is not remembered for ever.
    if (this.waiting.length >= WAITING) this.take()
    // Those that are too many are counted, so that the answers still belong to the right ones.
    const { sql, parameters } = this.characters + lengthOf(words) > CHARACTERS ? WORDLESS : words
    this.waiting.push({ kind, simple, sql, parameters, ...this.begin() })
    this.characters += lengthOf({ sql, parameters })
    this.prepares = false
    if (kind === 'sync') this.skips = false
  }

  private begin(): Omit<Entry, 'kind' | 'simple' | keyof Words> {
    const startedAt = this.since ?? performance.now()
    const { sentBytes } = this
    this.sentBytes = 0
    this.since = null
    return { startedAt, sentBytes, copies: false, receivedBytes: 0, tags: [], failure: null }
  }

  private take(): Entry | undefined {
    const entry = this.waiting.shift()
    if (entry) this.characters -= lengthOf(entry)
    return entry
  }

  private received(type: string, body: Buffer, length: number): void {
    if (type === 'K') {
      const reader = new BodyReader(body)
      this.onKey(reader.int32(), reader.bytes(reader.left).toString('hex'))
    }
    const [entry] = this.waiting
    if (!entry) {
      if (type === 'E' && this.prepares) this.refused(readFailure(body).message)
      return
    }
    entry.receivedBytes += length
    if (type === 'C') this.complete(entry, shortTag(new BodyReader(body).text()))
    else if (type === 'I') this.complete(entry, 'empty')
    else if (type === 's') this.complete(entry, 'more rows')
    else if (type === 'G') entry.copies = true
    else if (type === 'E') this.failed(entry, readFailure(body).message)
    else if (type === 'Z') this.ready()
  }

  private complete(entry: Entry, tag: string): void {
    entry.copies = false
    if (entry.tags.length < 20) entry.tags.push(tag)
    if (!entry.simple && entry.kind === 'statement') this.answer()
  }

  /** Refused before anybody asked to execute it. */
  private refused(failure: string): void {
    this.say({
      kind: 'statement',
      simple: false,
      sql: this.lastParsed,
      parameters: [],
      ...this.begin(),
      failure,
    })
    this.prepares = false
    this.skips = true
  }

  private failed(entry: Entry, failure: string): void {
    this.take()
    // Refused before it was executed: the statement that was parsed last is the one.
    const sql = entry.kind === 'sync' ? this.lastParsed : entry.sql
    this.say({ ...entry, sql, failure })
    if (entry.simple || entry.kind === 'sync') {
      // The rest of it is not executed, and an app that gives the connection up now never sees it ready again.
      this.waiting.unshift({ ...entry, ...WORDLESS, kind: 'sync', simple: false, copies: false })
      return
    }
    // The server skips everything up to the next Sync.
    while (this.waiting[0] && this.waiting[0].kind !== 'sync') this.take()
    this.skips = this.waiting.length === 0
  }

  private ready(): void {
    const [entry] = this.waiting
    if (entry?.simple) this.answer()
    else if (entry?.kind === 'sync') this.take()
  }

  private answer(): void {
    const entry = this.take()
    if (entry) this.say(entry)
  }

  private say(entry: Entry): void {
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

const WORDLESS: Words = { sql: '', parameters: [] }

function lengthOf({ sql, parameters }: Words): number {
  return parameters.reduce((sum, value) => sum + (value?.length ?? 0), sql.length)
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
    ? `\\x${bytes.toString('hex', 0, parameterLength / 2)}`
    : bytes.toString('utf8', 0, 4 * parameterLength)
  return cut(whole, parameterLength)
}

/** Its first characters as a text of their own: a part of a text would keep the whole of it. */
const cut = (whole: string, length: number): string =>
  whole.length > length ? Buffer.from(whole.slice(0, length)).toString() : whole

/** `SELECT 3` is said as `3 rows`; the others are short already: `INSERT 0 1`. */
function shortTag(tag: string): string {
  const rows = /^SELECT (\d+)$/.exec(tag)?.[1]
  if (rows === undefined) return tag
  return rows === '1' ? '1 row' : `${rows} rows`
}
