import type { Message } from './message'

/** A message longer than what reads it takes. */
export class MessageTooLong extends Error {
  override name = 'MessageTooLong'
}

/** Puts whole messages together from the pieces in which they arrive. */
export class MessageReader {
  private kept: Buffer = Buffer.alloc(0)
  private readonly limit: number

  /** No message may be longer than `limit` bytes. */
  constructor(limit: number) {
    this.limit = limit
  }

  add(piece: Buffer): void {
    this.kept = this.kept.length === 0 ? piece : Buffer.concat([this.kept, piece])
  }

  /** The next whole message, or null. Throws MessageTooLong. */
  next(): Message | null {
    if (this.kept.length < 5) return null
    const length = this.kept.readInt32BE(1)
    if (length < 4 || length > this.limit)
      throw new MessageTooLong(`A message of ${String(length)} bytes is too long.`)
    if (this.kept.length < length + 1) return null
    const type = this.kept.toString('latin1', 0, 1)
    const body = this.kept.subarray(5, length + 1)
    this.kept = this.kept.subarray(length + 1)
    return { type, body }
  }

  /** What has arrived beyond the last message taken. */
  rest(): Buffer {
    const { kept } = this
    this.kept = Buffer.alloc(0)
    return kept
  }
}
