import { once } from 'node:events'
import { commandText, isAdministrative, isChatter, isFailure, replyText } from '../describe-command'
import { MessageCutter, type Cut } from '../wire/message-cutter'
import { TooManyFields } from '../wire/few-fields'
import type { Document } from '../wire/bson'
import { OP_MSG, OP_REPLY, readMessage, writeAnswer, type Asked } from '../wire/message'
import type { Client } from '../../service'
import { userOf } from '../user-of'
import { answerCommand } from './answer'
import { MongoFault } from './fault'
import type { Places } from './places'
import { MOST_BYTES, MOST_FIELDS } from './server-commands'
import type { World } from './world'

/** A message that is longer is not read before there is a place for it. */
const SMALL = 64 * 1024
/** The text of a longer one is not written down. */
const TOLD_BYTES = 256 * 1024
const LONGEST_USER = 200

export interface FrontParts {
  client: Client
  world: World
  /** Of the workspace: what is inside at once is all that its messages hold of our memory. */
  places: Places
  /** False where it is no name of one. */
  onDatabase: (database: string) => boolean
}

/** Serves one connection of an app: reads its commands one after the other and answers each. */
export class Front {
  private readonly parts: FrontParts
  private readonly cutter = new MessageCutter(MOST_BYTES)
  private leave: (() => void) | null = null
  private user: string | null = null
  private readonly over = new AbortController()

  constructor(parts: FrontParts) {
    this.parts = parts
    parts.client.onClose(() => {
      this.over.abort()
    })
  }

  /** Until the connection ends; what cannot be read ends it. Never rejects. */
  async serve(): Promise<void> {
    const { client } = this.parts
    try {
      for await (const piece of client.input) {
        if (!Buffer.isBuffer(piece)) break
        this.cutter.push(piece)
        await this.handleAll()
        if (this.cutter.expected > SMALL) await this.enter()
      }
    } catch {
      // It is over already, or what came is no message: then nothing is said, as by MongoDB itself.
    } finally {
      this.free()
      client.close()
    }
  }

  private async handleAll(): Promise<void> {
    for (let cut = this.cutter.next(); cut; cut = this.cutter.next()) {
      await this.enter()
      const answer = await this.handle(cut)
      // Until it is taken the answer is in our memory, so the place is not free.
      if (answer) await this.say(answer)
      this.free()
    }
  }

  private async enter(): Promise<void> {
    this.leave ??= await this.parts.places.take()
    this.over.signal.throwIfAborted()
  }

  private free(): void {
    this.leave?.()
    this.leave = null
  }

  /** In small copies: what waits behind an app that does not read is then small, too. */
  private async say(answer: Buffer): Promise<void> {
    const { output } = this.parts.client
    for (let at = 0; at < answer.length; at += SMALL) {
      this.over.signal.throwIfAborted()
      const free = output.write(Buffer.from(answer.subarray(at, at + SMALL)))
      if (!free) await once(output, 'drain', { signal: this.over.signal })
    }
  }

  /** The answer; null: none is waited for. */
  private async handle(cut: Cut): Promise<Buffer | null> {
    const { world } = this.parts
    if (cut.type === 'too-long') return this.written({ id: cut.id, document: {}, as: OP_MSG }, TOO_LONG.reply())
    const since = performance.now()
    const asked = this.read(cut.bytes)
    if (!asked)
      return this.written({ id: cut.bytes.readInt32LE(4), document: {}, as: OP_MSG }, TOO_MANY.reply())
    this.note(asked.document)
    const answer = await answerCommand(asked.document, cut.bytes.length, world)
    const bytes = this.written(asked, answer)
    this.tell({ asked, answer, since, sentBytes: cut.bytes.length, receivedBytes: bytes.length })
    return asked.as === null ? null : bytes
  }

  /** null: it would take too long. */
  private read(bytes: Buffer): Asked | null {
    try {
      const asked = readMessage(this.parts.world.bson, bytes, MOST_FIELDS)
      const [verb = ''] = Object.keys(asked.document)
      // The old kind of question is only good for a greeting.
      if (asked.as === OP_REPLY && !isChatter(verb)) throw new Error('It is no greeting.')
      return asked
    } catch (error) {
      if (error instanceof TooManyFields) return null
      throw error
    }
  }

  /** What cannot be written is no answer of the server's. */
  private written(asked: Asked, answer: Document): Buffer {
    try {
      return writeAnswer(this.parts.world.bson, asked, answer)
    } catch {
      const fault = new MongoFault('BadValue', 'The answer cannot be written.')
      return writeAnswer(this.parts.world.bson, asked, fault.reply())
    }
  }

  private note(document: Document): void {
    this.user = userOf(document)?.slice(0, LONGEST_USER) ?? this.user
    const { $db: database } = document
    if (typeof database !== 'string' || isAdministrative(database)) return
    if (this.parts.onDatabase(database)) this.parts.client.login(this.user, database)
  }

  private tell(told: {
    asked: Asked
    answer: Document
    since: number
    sentBytes: number
    receivedBytes: number
  }): void {
    const { asked, answer, since, sentBytes, receivedBytes } = told
    const [verb = ''] = Object.keys(asked.document)
    if (isChatter(verb)) return
    this.parts.client.tell({
      kind: 'mongo',
      verb: verb.slice(0, 60),
      text: this.text(verb, asked.document, sentBytes),
      parameters: [],
      outcome: isFailure(answer) ? 'error' : 'ok',
      reply: replyText(answer),
      durationUs: Math.round((performance.now() - since) * 1000),
      sentBytes,
      receivedBytes: asked.as === null ? 0 : receivedBytes,
    })
  }

  private text(verb: string, document: Document, bytes: number): string {
    const { bson } = this.parts.world
    return commandText(bson, bytes > TOLD_BYTES ? { [verb]: document[verb], '…': bytes } : document)
  }
}

const TOO_LONG = new MongoFault(
  'BSONObjectTooLarge',
  `A command of more than ${String(MOST_BYTES / 1024 / 1024)} MB is not taken by a MongoDB that others use.`,
)
const TOO_MANY = new MongoFault(
  'BSONObjectTooLarge',
  `A command of more than ${String(MOST_FIELDS)} fields is not taken by a MongoDB that others use.`,
)
