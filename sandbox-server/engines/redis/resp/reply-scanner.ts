import { BODIES, LISTS, PAIRS } from './reply'

const KEPT_HEAD = 256
const LINE_BYTES = 64 * 1024

export interface ScannedReply {
  /** Some bytes of it, enough to say in short what it was. */
  head: Buffer
  bytes: number
}

export interface ReplyListener {
  /** Bytes of the reply under way. */
  piece: (bytes: Buffer) => void
  end: (reply: ScannedReply) => void
}

/** Finds where each reply of a server ends, whatever its size, without keeping it. */
export class ReplyScanner {
  private readonly listener: ReplyListener
  /** The line under way, as far as it has come. */
  private line: Buffer[] = []
  private lineBytes = 0
  /** Bytes of a body still to come, its line end included. */
  private body = 0
  /** Replies still to come, per level of nesting. */
  private readonly open: number[] = []
  private head: Buffer[] = []
  private bytes = 0

  constructor(listener: ReplyListener) {
    this.listener = listener
  }

  push(chunk: Buffer): void {
    let from = 0
    let at = 0
    while (at < chunk.length) {
      if (this.body > 0) {
        const step = Math.min(this.body, chunk.length - at)
        this.body -= step
        at += step
        if (this.body > 0 || !this.elementEnds()) continue
      } else {
        const end = chunk.indexOf(10, at)
        const piece = chunk.subarray(at, end === -1 ? chunk.length : end + 1)
        at += piece.length
        this.keepLine(piece)
        if (end === -1 || !this.lineEnds()) continue
      }
      this.deliver(chunk.subarray(from, at))
      from = at
      this.finish()
    }
    if (from < chunk.length) this.deliver(chunk.subarray(from))
  }

  private keepLine(piece: Buffer): void {
    this.lineBytes += piece.length
    if (this.lineBytes > LINE_BYTES) throw new Error('The server sent an endless line.')
    this.line.push(piece)
  }

  /** True when the whole reply ends with this line. */
  private lineEnds(): boolean {
    const line = Buffer.concat(this.line).toString('latin1')
    this.line = []
    this.lineBytes = 0
    const sign = line.slice(0, 1)
    const count = Number(line.slice(1).trim())
    if (BODIES.includes(sign) && count >= 0) {
      this.body = count + 2
      return false
    }
    if (LISTS.includes(sign) && count > 0) {
      this.open.push(PAIRS.includes(sign) ? count * 2 : count)
      return false
    }
    return this.elementEnds()
  }

  private elementEnds(): boolean {
    for (;;) {
      const missing = this.open.pop()
      if (missing === undefined) return true
      if (missing > 1) {
        this.open.push(missing - 1)
        return false
      }
    }
  }

  private deliver(piece: Buffer): void {
    if (this.bytes < KEPT_HEAD) this.head.push(Buffer.from(piece.subarray(0, KEPT_HEAD - this.bytes)))
    this.bytes += piece.length
    this.listener.piece(piece)
  }

  private finish(): void {
    const reply = { head: Buffer.concat(this.head), bytes: this.bytes }
    this.head = []
    this.bytes = 0
    this.listener.end(reply)
  }
}
