import { performance } from 'node:perf_hooks'
import type { Duplex } from 'node:stream'
import { LIMITS } from '../../../protocol/limits'
import type { Client } from '../service'
import { tieEnds } from '../tie-ends'
import { Turns } from '../turns'
import { loud } from './quiet'
import type { MemcachedRules, MemcachedRuling } from './rules'
import { MemcachedReplyScanner } from './wire/reply-scanner'
import { MemcachedFault, MemcachedRequestParser, type MemcachedCommand } from './wire/request-parser'

/** Commands whose reply has not come; beyond them the app waits before it can send more. */
const PENDING = 2000

interface Pending {
  command: MemcachedCommand
  since: number
  unwanted: RegExp | null
  translate: ((line: string) => string | null) | null
  /** What is answered here; null: the server answers, or it is not known yet. */
  answer: Buffer | null
  last: boolean
  alone: boolean
  /** Of the reply so far. */
  firstLine: string | null
  lines: number
  bytes: number
  /** The data that follows belongs to a line that was left out. */
  hidden: boolean
}

/** Carries one connection of an app to a Memcached, command by command and reply by reply, under rules. */
export class MemcachedFront {
  private readonly client: Client
  private readonly upstream: Duplex | null
  private readonly rules: MemcachedRules
  private readonly parser = new MemcachedRequestParser()
  private readonly scanner: MemcachedReplyScanner
  private readonly pending: Pending[] = []
  /** The order of answers is that of commands: while one is being found, or the app reads none, nothing is begun. */
  private finding = false
  private readonly turns: Turns
  /** When what the server says came. Once it is passed on, the app may be quicker to go on than we are to tell. */
  private heardAt = 0

  constructor(client: Client, upstream: Duplex | null, rules: MemcachedRules) {
    this.client = client
    this.upstream = upstream
    this.rules = rules
    this.scanner = new MemcachedReplyScanner({
      line: (line, last) => {
        this.replyLine(line, last)
      },
      data: (bytes, last) => {
        this.replyData(bytes, last)
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
        this.heardAt = performance.now()
        this.scanner.push(chunk)
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
    const said = this.read()
    if (said !== null && said !== 'more') this.take(said)
    return said !== 'more'
  }

  private read(): MemcachedCommand | 'more' | null {
    try {
      return this.parser.next()
    } catch (error) {
      this.complain(error)
      return 'more'
    }
  }

  private complain(error: unknown): void {
    if (error instanceof MemcachedFault) this.write(Buffer.from(`${error.message}\r\n`))
    this.finish()
  }

  private take(said: MemcachedCommand): void {
    if (this.client.output.writableEnded) return
    const { command, unwanted } = loud(said)
    const ruling: MemcachedRuling =
      said.fault === null
        ? this.rules.rule(command)
        : { type: 'answer', reply: Buffer.from(`${said.fault}\r\n`) }
    const asked: Pending = {
      ...{ command: said, since: performance.now(), unwanted },
      translate: ruling.type === 'forward' ? (ruling.translate ?? null) : null,
      answer: ruling.type === 'answer' ? ruling.reply : null,
      last: ruling.type === 'answer' && ruling.last === true,
      alone: ruling.type === 'forward' && ruling.alone === true,
      ...{ firstLine: null, lines: 0, bytes: 0, hidden: false },
    }
    this.pending.push(asked)
    if (asked.alone) this.startFinding()
    if (ruling.type === 'forward') this.forward(ruling.words, command.data)
    if (ruling.type === 'later') this.awaitAnswer(asked, ruling.reply)
    this.sayWhatIsKnown()
  }

  private forward(words: readonly string[], data: Buffer | null): void {
    const line = Buffer.from(`${words.join(' ')}\r\n`, 'latin1')
    const bytes = data === null ? line : Buffer.concat([line, data, Buffer.from('\r\n')])
    if (this.upstream?.write(bytes) === false) this.client.input.pause()
  }

  private awaitAnswer(asked: Pending, reply: Promise<Buffer>): void {
    this.startFinding()
    void reply
      .catch(() => Buffer.from('SERVER_ERROR out of order\r\n'))
      .then((bytes) => {
        asked.answer = bytes
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

  private replyLine(line: string, last: boolean): void {
    const [asked] = this.pending
    if (!asked) return
    const shown = asked.translate ? asked.translate(line) : line
    asked.firstLine ??= shown
    asked.hidden = shown === null || asked.unwanted?.test(line) === true
    if (!asked.hidden) {
      asked.lines += 1
      this.write(Buffer.from(`${shown ?? ''}\r\n`, 'latin1'), asked)
    }
    if (last) this.replyEnd(asked)
  }

  private replyData(bytes: Buffer, last: boolean): void {
    const [asked] = this.pending
    if (!asked) return
    if (!asked.hidden) this.write(bytes, asked)
    if (last) this.replyEnd(asked)
  }

  private replyEnd(asked: Pending): void {
    this.pending.shift()
    this.tell(asked, this.heardAt)
    if (asked.alone) this.found()
    this.sayWhatIsKnown()
    if (this.pending.length < PENDING / 2) this.readOn()
  }

  private sayWhatIsKnown(): void {
    for (let next = this.pending[0]; next?.answer; next = this.pending[0]) {
      this.pending.shift()
      next.firstLine = next.answer.toString('latin1').split('\r\n')[0] ?? ''
      const knownAt = performance.now()
      if (next.unwanted?.test(next.firstLine) !== true) this.write(next.answer, next)
      this.tell(next, knownAt)
      if (next.last) this.finish()
    }
  }

  private write(bytes: Buffer, asked?: Pending): void {
    if (asked) asked.bytes += bytes.length
    const { output, input } = this.client
    if (output.writableEnded || output.destroyed || output.write(bytes)) return
    this.upstream?.pause()
    input.pause()
  }

  private mayGoOn(): boolean {
    return !this.finding && !this.client.output.writableNeedDrain && this.pending.length < PENDING
  }

  private readOn(): void {
    this.turns.goOn()
    const held = this.turns.isBehind || this.upstream?.writableNeedDrain === true
    if (!held && this.mayGoOn()) this.client.input.resume()
  }

  /** Says what was said and ends; the app is not heard any more. */
  private finish(): void {
    this.turns.clear()
    this.client.output.end()
    this.client.input.removeAllListeners('data').resume()
    this.upstream?.destroy()
  }

  private tell({ command, since, firstLine, bytes }: Pending, until: number): void {
    const line = command.words.join(' ')
    const data =
      command.data === null ? '' : `\n${command.data.toString('utf8', 0, LIMITS.engine.commandLength)}`
    const reply = firstLine ?? ''
    this.client.tell({
      kind: 'memcached',
      verb: command.words[0]?.slice(0, 40) ?? '',
      text: (line + data).slice(0, LIMITS.engine.commandLength),
      parameters: [],
      outcome: /^(ERROR|CLIENT_ERROR|SERVER_ERROR)/.test(reply) ? 'error' : 'ok',
      reply: reply.slice(0, 160),
      durationUs: Math.round((until - since) * 1000),
      sentBytes: line.length + 2 + (command.data === null ? 0 : command.data.length + 2),
      receivedBytes: bytes,
    })
  }
}
