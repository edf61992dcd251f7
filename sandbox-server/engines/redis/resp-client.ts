import type { Duplex } from 'node:stream'
import { EngineNotRunning, type RespValue } from '../engine'
import { Patience } from '../patience'
import { decodeReply, encodeCommand, type Reply } from './resp/reply'
import { ReplyScanner } from './resp/reply-scanner'

/** Without a byte for so long, while somebody waits, nobody is there any more. */
const SILENCE_MS = 5000

/** Redis answered with an error; the message is its own. */
export class RedisFault extends Error {
  override name = 'RedisFault'
}

interface Waiting {
  resolve: (value: RespValue) => void
  reject: (error: Error) => void
}

/** A connection of ours to a Redis: commands in, values out, in order. */
export class RespClient {
  private readonly stream: Duplex
  private readonly waiting: Waiting[] = []
  private pieces: Buffer[] = []
  private over = false
  private reason = 'Redis went away.'
  private database = 0
  private readonly patience = new Patience(SILENCE_MS, () => {
    this.reason = 'Redis does not answer.'
    this.stream.destroy()
  })

  constructor(stream: Duplex) {
    this.stream = stream
    const scanner = new ReplyScanner({
      piece: (bytes) => this.pieces.push(bytes),
      end: () => {
        this.settle()
      },
    })
    stream.on('data', (chunk: Buffer) => {
      try {
        scanner.push(chunk)
      } catch {
        // What cannot be read is no Redis: whoever waits is told.
        stream.destroy()
      }
      this.patience.heard(this.waiting.length > 0 && !this.over)
    })
    stream.on('error', () => undefined)
    stream.on('close', () => {
      this.over = true
      this.patience.over()
      for (const { reject } of this.waiting.splice(0)) reject(new EngineNotRunning(this.reason))
    })
  }

  get usable(): boolean {
    return !this.over
  }

  command(args: readonly string[]): Promise<RespValue> {
    if (this.over) return Promise.reject(new EngineNotRunning(this.reason))
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject })
      if (this.waiting.length === 1) this.patience.asked()
      this.stream.write(encodeCommand(args))
    })
  }

  /** One command in a numbered database; of a connection on which nobody else chooses one. */
  commandIn(database: number, args: readonly string[]): Promise<RespValue> {
    if (database !== this.database) {
      this.database = database
      // Sent right before it, so nothing of another database comes in between.
      this.command(['SELECT', String(database)]).catch(() => undefined)
    }
    return this.command(args)
  }

  onClose(listener: () => void): void {
    this.stream.once('close', listener)
  }

  close(): void {
    this.stream.destroy()
  }

  private settle(): void {
    const reply = decodeReply(Buffer.concat(this.pieces))
    this.pieces = []
    const asked = this.waiting.shift()
    if ('line' in reply && reply.sign === '-') asked?.reject(new RedisFault(reply.line))
    else asked?.resolve(valueOf(reply))
  }
}

function valueOf(reply: Reply): RespValue {
  if ('items' in reply) return reply.items === null ? null : reply.items.map(valueOf)
  if ('body' in reply) return reply.body === null ? null : reply.body.toString('utf8')
  if (reply.sign === '_') return null
  return reply.sign === ':' ? Number(reply.line) : reply.line
}
