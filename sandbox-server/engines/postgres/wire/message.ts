/** One message of the protocol, version 3: a type and a body (PostgreSQL documentation, "Message Formats"). */
export interface Message {
  /** One letter; the same letter means different things in the two directions. */
  type: string
  body: Buffer
}

export const PROTOCOL_3 = 3 << 16

/** A message as it travels: type, length that counts itself, body. */
export function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(type, 'latin1'), int32(body.length + 4), body])
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

/** Text ended by a zero byte. A zero inside would end it early, so it goes. */
export const text = (value: string): Buffer => Buffer.from(`${value.replaceAll('\0', '')}\0`)

/** Reads a body from its start; past the end everything is empty or 0. */
export class BodyReader {
  private at = 0
  private readonly body: Buffer

  constructor(body: Buffer) {
    this.body = body
  }

  get left(): number {
    return Math.max(0, this.body.length - this.at)
  }

  /** No more than `most` bytes of it are kept; the rest is passed over. */
  text(most = Infinity): string {
    const end = this.body.indexOf(0, this.at)
    const stop = end === -1 ? this.body.length : end
    const value = this.body.toString('utf8', this.at, Math.min(stop, this.at + most))
    this.at = stop + 1
    return value
  }

  int32(): number {
    const value = this.left >= 4 ? this.body.readInt32BE(this.at) : 0
    this.at += 4
    return value
  }

  int16(): number {
    const value = this.left >= 2 ? this.body.readInt16BE(this.at) : 0
    this.at += 2
    return value
  }

  bytes(count: number): Buffer {
    const value = this.body.subarray(this.at, this.at + Math.max(0, count))
    this.at += Math.max(0, count)
    return value
  }
}
