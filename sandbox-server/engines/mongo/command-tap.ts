import type { EngineCommand } from '../../../protocol/engine'
import { commandText, isAdministrative, isChatter, isFailure, replyText } from './describe-command'
import { userOf } from './user-of'
import type { Bson, Document } from './wire/bson'
import { HEADER, OP_MSG, OP_QUERY, readMessage } from './wire/message'

/** A longer message is carried, but not looked into. */
const KEPT = 256 * 1024
const WAITING = 500
/** Fields of a greeting. */
const MOST_SAID = 1000

interface Waiting {
  document: Record<string, unknown>
  startedAt: number
  sentBytes: number
}

/** Tells the commands of one connection from what passes by. */
export class CommandTap {
  private readonly bson: Bson
  private readonly tell: (command: EngineCommand) => void
  private readonly onDatabase: (database: string, user: string | null) => void
  private readonly waiting = new Map<number, Waiting>()
  private user: string | null = null
  private readonly front: Messages
  private readonly back: Messages

  constructor(options: {
    bson: Bson
    tell: (command: EngineCommand) => void
    onDatabase: (database: string, user: string | null) => void
  }) {
    this.bson = options.bson
    this.tell = options.tell
    this.onDatabase = options.onDatabase
    this.front = new Messages((bytes) => {
      this.sent(bytes)
    })
    this.back = new Messages((bytes, length) => {
      this.received(bytes, length)
    })
  }

  fromApp(piece: Buffer): void {
    this.front.add(piece)
  }

  fromServer(piece: Buffer): void {
    this.back.add(piece)
  }

  private sent(bytes: Buffer): void {
    const document = bodyOf(this.bson, bytes)
    this.user = userOf(document ?? greetingOf(this.bson, bytes) ?? {})?.slice(0, 200) ?? this.user
    if (!document) return
    const database = document.$db
    if (typeof database === 'string' && !isAdministrative(database)) this.onDatabase(database, this.user)
    const [oldest] = this.waiting.keys()
    if (this.waiting.size >= WAITING && oldest !== undefined) this.waiting.delete(oldest)
    this.waiting.set(bytes.readInt32LE(4), { document, startedAt: performance.now(), sentBytes: bytes.length })
  }

  private received(bytes: Buffer, length: number): void {
    const asked = this.waiting.get(bytes.readInt32LE(8))
    this.waiting.delete(bytes.readInt32LE(8))
    const [verb = ''] = Object.keys(asked?.document ?? {})
    if (!asked || isChatter(verb)) return
    const answer = bodyOf(this.bson, bytes) ?? {}
    this.tell({
      kind: 'mongo',
      verb,
      text: commandText(this.bson, asked.document),
      parameters: [],
      outcome: isFailure(answer) ? 'error' : 'ok',
      reply: replyText(answer),
      durationUs: Math.round((performance.now() - asked.startedAt) * 1000),
      sentBytes: asked.sentBytes,
      receivedBytes: length,
    })
  }
}

/** Cuts a stream into messages; of long ones only the first part is kept. */
class Messages {
  private kept: Buffer = Buffer.alloc(0)
  private left = 0
  private broken = false

  constructor(private readonly take: (bytes: Buffer, length: number) => void) {}

  add(piece: Buffer): void {
    let at = 0
    while (at < piece.length && !this.broken) at = this.step(piece, at)
  }

  private step(piece: Buffer, at: number): number {
    if (this.left === 0 && this.kept.length + piece.length - at < HEADER) {
      this.kept = Buffer.concat([this.kept, piece.subarray(at)])
      return piece.length
    }
    if (this.left === 0) {
      const head = Buffer.concat([this.kept, piece.subarray(at, at + HEADER)])
      this.left = head.readInt32LE(0) - this.kept.length
      this.broken = head.readInt32LE(0) < HEADER
      if (this.broken) return piece.length
    }
    const end = Math.min(piece.length, at + this.left)
    if (this.kept.length < KEPT) this.kept = Buffer.concat([this.kept, piece.subarray(at, end)])
    this.left -= end - at
    if (this.left === 0) this.finish()
    return end
  }

  private finish(): void {
    const bytes = this.kept
    this.kept = Buffer.alloc(0)
    this.take(bytes, bytes.readInt32LE(0))
  }
}

/** The command or answer in an OP_MSG: the section of kind 0, which drivers send first. */
function bodyOf(bson: Bson, bytes: Buffer): Record<string, unknown> | null {
  try {
    if (bytes.readInt32LE(12) !== OP_MSG || bytes[HEADER + 4] !== 0) return null
    const start = HEADER + 5
    const length = bytes.readInt32LE(start)
    if (start + length > bytes.length) return null
    return bson.deserialize(bytes.subarray(start, start + length))
  } catch {
    // Not for us to complain about: the server will.
    return null
  }
}

/** The first words of a driver, in the old kind of message. */
function greetingOf(bson: Bson, bytes: Buffer): Document | null {
  try {
    return bytes.readInt32LE(12) === OP_QUERY ? readMessage(bson, bytes, MOST_SAID).document : null
  } catch {
    return null
  }
}
