import { ByteQueue } from '../../byte-queue'
import type { Message } from './message'

/** A message longer than what reads it takes. */
export class MessageTooLong extends Error {
  override name = 'MessageTooLong'
}

/** Puts whole messages together from the pieces in which they arrive. */
export class MessageReader {
  private readonly kept = new ByteQueue()
  /** Type and length of the message whose body is awaited. */
  private head: Buffer | null = null
  private readonly limit: number

  /** No message may be longer than `limit` bytes. */
  constructor(limit: number) {
    this.limit = limit
  }

  add(piece: Buffer): void {
    this.kept.push(piece)
  }

  /** The next whole message, or null. Throws MessageTooLong. */
  next(): Message | null {
    this.head ??= this.kept.take(5)
    if (!this.head) return null
    const length = this.head.readInt32BE(1)
    if (length < 4 || length > this.limit)
      throw new MessageTooLong(`A message of ${String(length)} bytes is too long.`)
    const body = this.kept.take(length - 4)
    if (!body) return null
    const type = this.head.toString('latin1', 0, 1)
    this.head = null
    return { type, body }
  }

  /** What has arrived beyond the last message taken. */
  rest(): Buffer {
    const bytes = [this.head, this.kept.take(this.kept.length)].filter((part) => part !== null)
    this.head = null
    return Buffer.concat(bytes)
  }
}
