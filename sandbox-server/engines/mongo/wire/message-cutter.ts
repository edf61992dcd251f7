import { ByteQueue } from '../../byte-queue'
import { HEADER, OP_MSG, OP_QUERY } from './message'

/** What MongoDB itself takes at most; who says more speaks another language. */
const LONGEST = 48_000_000

/** One message, or only its number where it is longer than is taken. */
export type Cut = { type: 'message'; bytes: Buffer } | { type: 'too-long'; id: number }

/** Cuts what comes in pieces into messages, and holds no more of them than it takes. */
export class MessageCutter {
  private readonly most: number
  private readonly queue = new ByteQueue()
  private length = 0
  private skipped: { id: number; left: number } | null = null

  constructor(most: number) {
    this.most = most
  }

  /** Bytes of the message that is on its way, as far as they are known. */
  get expected(): number {
    return this.skipped ? 0 : this.length
  }

  push(piece: Buffer): void {
    if (!this.skipped) {
      this.queue.push(piece)
      return
    }
    const rest = piece.subarray(this.skipped.left)
    this.skipped.left -= piece.length - rest.length
    this.queue.push(rest)
  }

  /** The next message, or null when it is not there yet. Throws when it is none. */
  next(): Cut | null {
    if (this.skipped) return this.skip(this.skipped)
    if (this.length === 0 && !this.readHead()) return null
    if (this.length > this.most) return this.startSkipping()
    const rest = this.queue.take(this.length - HEADER)
    if (!rest || !this.head) return null
    const bytes = Buffer.concat([this.head, rest])
    this.length = 0
    return { type: 'message', bytes }
  }

  private head: Buffer | null = null

  private readHead(): boolean {
    this.head = this.queue.take(HEADER)
    if (!this.head) return false
    const length = this.head.readInt32LE(0)
    const kind = this.head.readInt32LE(12)
    if (length < HEADER + 5 || length > LONGEST || (kind !== OP_MSG && kind !== OP_QUERY))
      throw new Error('It is no message of MongoDB’s.')
    this.length = length
    return true
  }

  private startSkipping(): Cut | null {
    const held = this.queue.length
    const here = Math.min(held, this.length - HEADER)
    this.queue.take(here)
    this.skipped = { id: this.head?.readInt32LE(4) ?? 0, left: this.length - HEADER - here }
    this.length = 0
    return this.skip(this.skipped)
  }

  private skip({ id, left }: { id: number; left: number }): Cut | null {
    if (left > 0) return null
    this.skipped = null
    return { type: 'too-long', id }
  }
}
