import type { Duplex } from 'node:stream'
import { EngineNotRunning } from '../engine'
import { Patience } from '../patience'
import { MemcachedReplyScanner } from './wire/reply-scanner'

/** Without a byte for so long, while somebody waits, nobody is there any more. */
const SILENCE_MS = 5000

interface Waiting {
  resolve: (reply: Buffer) => void
  reject: (error: Error) => void
}

/** A connection of ours to a Memcached: lines in, whole replies out, in order. */
export class AskClient {
  private readonly stream: Duplex
  private readonly waiting: Waiting[] = []
  private pieces: Buffer[] = []
  private over = false
  private reason = 'Memcached went away.'
  private readonly patience = new Patience(SILENCE_MS, () => {
    this.reason = 'Memcached does not answer.'
    this.stream.destroy()
  })
  /** Lists are asked for alone: whoever asks next waits for this. */
  private alone: Promise<unknown> = Promise.resolve()

  constructor(stream: Duplex) {
    this.stream = stream
    const scanner = new MemcachedReplyScanner({
      line: (line, last) => {
        this.hear(Buffer.from(`${line}\r\n`, 'latin1'), last)
      },
      data: (bytes, last) => {
        this.hear(Buffer.from(bytes), last)
      },
    })
    stream.on('data', (chunk: Buffer) => {
      try {
        scanner.push(chunk)
      } catch {
        // What cannot be read is no Memcached: whoever waits is told.
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

  ask(line: string, data?: Buffer): Promise<Buffer> {
    const reply = this.alone.then(() => this.send(line, data))
    if (line.startsWith('lru_crawler')) this.alone = reply.catch(() => undefined)
    return reply
  }

  private send(line: string, data?: Buffer): Promise<Buffer> {
    if (this.over) return Promise.reject(new EngineNotRunning(this.reason))
    if (/[\r\n]/.test(line)) return Promise.reject(new Error('A command is one line.'))
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject })
      if (this.waiting.length === 1) this.patience.asked()
      this.stream.write(`${line}\r\n`)
      if (data) this.stream.write(Buffer.concat([data, Buffer.from('\r\n')]))
    })
  }

  onClose(listener: () => void): void {
    this.stream.once('close', listener)
  }

  close(): void {
    this.stream.destroy()
  }

  private hear(bytes: Buffer, last: boolean): void {
    this.pieces.push(bytes)
    if (!last) return
    this.waiting.shift()?.resolve(Buffer.concat(this.pieces))
    this.pieces = []
  }
}
