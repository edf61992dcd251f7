import type { Duplex } from 'node:stream'
import { performance } from 'node:perf_hooks'
import type { Client } from '../service'
import { tieEnds } from '../tie-ends'
import { Turns } from '../turns'
import { withoutSecrets } from './login'
import { commandText, replyText } from './resp/describe'
import { decodeReply, encodeCommand, encodeReply, fault, type Reply } from './resp/reply'
import { ReplyScanner, type ScannedReply } from './resp/reply-scanner'
import { RequestParser, RespFault } from './resp/request-parser'
import type { Rules, Ruling } from './rules'

/** A reply that is changed on its way must be held whole. */
const TRANSLATED_BYTES = 8 * 1024 * 1024
/** Commands whose reply has not come; beyond them the app waits before it can send more. */
const PENDING = 2000
/** The same for what they hold: one may be as large as a value. */
const PENDING_BYTES = 8 * 1024 * 1024
/** What stands in the trace for an answer that cannot be told from messages. */
const UNKNOWN = Buffer.from('+…\r\n')

interface Pending {
  /** What is told of it; its arguments are not kept, which take many times the bytes they came in. */
  said: { verb: string; text: string }
  since: number
  sentBytes: number
  /** Known already, but it waits until what was asked before is answered. */
  answer: Buffer | null
  last: boolean
  translate: ((reply: Reply) => Reply) | null
}

/** Carries one connection of an app to a Redis, command by command and reply by reply, under rules. */
export class Front {
  private readonly client: Client
  private readonly upstream: Duplex | null
  private readonly rules: Rules
  private readonly parser = new RequestParser()
  private readonly scanner: ReplyScanner
  private readonly pending: Pending[] = []
  private pendingBytes = 0
  /** The order of answers is that of commands: while one is being found, or the app reads none, nothing is begun. */
  private finding = false
  private readonly turns: Turns
  private held: Buffer[] = []
  private heldBytes = 0
  private streams = false
  /** When what the server says came. Once it is passed on, the app may be quicker to go on than we are to tell. */
  private heardAt = 0

  constructor(client: Client, upstream: Duplex | null, rules: Rules) {
    this.client = client
    this.upstream = upstream
    this.rules = rules
    this.scanner = new ReplyScanner({
      piece: (bytes) => {
        this.replyPiece(bytes)
      },
      end: (reply) => {
        this.replyEnd(reply)
      },
    })
    this.turns = new Turns({
      step: () => this.step(),
      mayGoOn: () => this.mayGoOn(),
      whenCaughtUp: () => {
        this.readOn()
      },
      work: (task) => client.work(task),
    })
    tieEnds(client, upstream, {
      hear: (chunk) => {
        this.hear(chunk)
      },
      answer: (chunk) => {
        this.answer(chunk)
      },
      readOn: () => {
        this.readOn()
      },
      gone: () => {
        this.turns.clear()
      },
    })
  }

  private hear(chunk: Buffer): void {
    this.parser.push(chunk)
    this.turns.more()
    if (this.turns.isBehind || !this.mayGoOn()) this.client.input.pause()
  }

  /** Read no earlier than it is done: what waits is then no more than the bytes that came. */
  private step(): boolean {
    const args = this.read()
    if (args && args.length > 0) this.take(args)
    return args !== null
  }

  private read(): readonly Buffer[] | null {
    try {
      return this.parser.next()
    } catch (error) {
      this.complain(error)
      return null
    }
  }

  private take(args: readonly Buffer[]): void {
    if (this.client.output.writableEnded) return
    const ruling = this.rules.rule(args)
    const sentBytes = args.reduce((sum, arg) => sum + arg.length + String(arg.length).length + 5, 8)
    const since = performance.now()
    const known = ruling.type === 'answer' ? encodeReply(ruling.reply, ruling.version) : null
    const last = ruling.type === 'answer' && ruling.last === true
    const translate = ruling.type === 'forward' ? (ruling.translate ?? null) : null
    const asked = { said: described(args), since, sentBytes, answer: known, last, translate }
    // What may never be answered is not waited for.
    if (this.streams && ruling.type === 'forward') this.tell(asked, UNKNOWN, 0)
    else this.await(asked)
    if (ruling.type === 'forward') this.forward(args, ruling)
    else if (ruling.type === 'later') this.awaitAnswer(asked, ruling)
    else this.sayWhatIsKnown()
  }

  private await(asked: Pending): void {
    this.pending.push(asked)
    this.pendingBytes += asked.sentBytes
  }

  private answered(): Pending | undefined {
    const asked = this.pending.shift()
    this.pendingBytes -= asked?.sentBytes ?? 0
    return asked
  }

  private awaitAnswer(asked: Pending, ruling: Extract<Ruling, { type: 'later' }>): void {
    this.startFinding()
    void ruling.reply
      .catch((error: unknown) => fault(`ERR ${error instanceof Error ? error.message : 'no answer'}`))
      .then((reply) => {
        asked.answer = encodeReply(reply, ruling.version)
        this.found()
      })
  }

  private startFinding(): void {
    this.finding = true
    this.client.input.pause()
  }

  private found(): void {
    this.finding = false
    this.sayWhatIsKnown()
    this.readOn()
  }

  private forward(args: readonly Buffer[], ruling: Extract<Ruling, { type: 'forward' }>): void {
    if (ruling.stream) this.streams = true
    const free = this.upstream?.write(encodeCommand(ruling.args ?? args)) ?? true
    if (!free) this.client.input.pause()
  }

  private answer(chunk: Buffer): void {
    this.heardAt = performance.now()
    if (this.streams && this.pending.every(({ answer }) => answer === null)) {
      this.stream(chunk)
      return
    }
    try {
      this.scanner.push(chunk)
    } catch {
      this.client.close()
    }
  }

  /** Replies can no longer be told from messages: what was asked is told without its answer. */
  private stream(chunk: Buffer): void {
    for (let asked = this.answered(); asked; asked = this.answered()) this.tell(asked, UNKNOWN, 0)
    this.write(chunk)
  }

  private replyPiece(bytes: Buffer): void {
    const [next] = this.pending
    if (!next?.translate) {
      this.write(bytes)
      return
    }
    this.heldBytes += bytes.length
    if (this.heldBytes > TRANSLATED_BYTES) this.client.close()
    else this.held.push(bytes)
  }

  private replyEnd(reply: ScannedReply): void {
    // A RESP3 push belongs to no command.
    if (reply.head[0] === 62) return
    const asked = this.answered()
    if (!asked) return
    if (asked.translate) this.write(this.translated(asked.translate))
    this.tell(asked, reply.head, reply.bytes, this.heardAt)
    this.sayWhatIsKnown()
    if (this.pending.length < PENDING / 2) this.readOn()
  }

  private translated(translate: (reply: Reply) => Reply): Buffer {
    const whole = Buffer.concat(this.held)
    this.held = []
    this.heldBytes = 0
    return encodeReply(translate(decodeReply(whole)))
  }

  private sayWhatIsKnown(): void {
    for (let next = this.pending[0]; next?.answer; next = this.pending[0]) {
      this.answered()
      const knownAt = performance.now()
      this.write(next.answer)
      this.tell(next, next.answer.subarray(0, 256), next.answer.length, knownAt)
      if (next.last) this.finish()
    }
  }

  private write(bytes: Buffer): void {
    const { output, input } = this.client
    if (output.writableEnded || output.destroyed || output.write(bytes)) return
    this.upstream?.pause()
    input.pause()
  }

  private mayGoOn(): boolean {
    const hasRoom = this.pending.length < PENDING && this.pendingBytes < PENDING_BYTES
    return hasRoom && !this.finding && !this.client.output.writableNeedDrain
  }

  private readOn(): void {
    this.turns.goOn()
    const held = this.turns.isBehind || this.upstream?.writableNeedDrain === true
    if (!held && this.mayGoOn()) this.client.input.resume()
  }

  private complain(error: unknown): void {
    if (!(error instanceof RespFault)) {
      this.client.close()
      return
    }
    this.write(encodeReply(fault(`ERR ${error.message}`)))
    this.finish()
  }

  /** Says what was said and ends; the app may read it, but is not heard any more. */
  private finish(): void {
    this.turns.clear()
    this.client.output.end()
    this.client.input.removeAllListeners('data').resume()
    this.upstream?.destroy()
  }

  private tell(asked: Pending, head: Buffer, receivedBytes: number, until = performance.now()): void {
    this.client.tell({
      kind: 'redis',
      ...asked.said,
      parameters: [],
      ...replyText(head),
      durationUs: Math.round((until - asked.since) * 1000),
      sentBytes: asked.sentBytes,
      receivedBytes,
    })
  }
}

const described = (args: readonly Buffer[]): Pending['said'] => ({
  verb: args[0]?.toString('latin1', 0, 40).toUpperCase() ?? '',
  text: commandText(withoutSecrets(args)),
})
