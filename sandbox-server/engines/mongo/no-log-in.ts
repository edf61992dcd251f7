import { Transform, type TransformCallback } from 'node:stream'
import { encodeAnswer } from './wire/raw'
import { AS_IT_IS, type Bson, type Document } from './wire/bson'
import { HEADER, OP_MSG, OP_REPLY } from './wire/message'

/** A server's first answer is never longer. */
const LONGEST = 64 * 1024

/**
 * Lets a server's first answer say what keeps a driver from logging in: that it is an arbiter. Any user and password are
 * right then, and a server of its own needs none. Everything after it passes unchanged, and so does what is no greeting.
 */
export class NoLogIn extends Transform {
  private held: Buffer | null = Buffer.alloc(0)

  constructor(private readonly bson: Bson) {
    super()
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (!this.held) {
      done(null, piece)
      return
    }
    this.held = Buffer.concat([this.held, piece])
    const length = this.held.length < 4 ? LONGEST : this.held.readInt32LE(0)
    if (length <= LONGEST && this.held.length < length) done()
    else this.letGo(length, done)
  }

  override _flush(done: TransformCallback): void {
    done(null, this.held)
  }

  private letGo(length: number, done: TransformCallback): void {
    const held = this.held ?? Buffer.alloc(0)
    this.held = null
    const greeting = length > LONGEST ? null : this.changed(held.subarray(0, length))
    done(null, greeting ? Buffer.concat([greeting, held.subarray(length)]) : held)
  }

  private changed(bytes: Buffer): Buffer | null {
    try {
      // Before the document: flags, a cursor's number, two counts; or flags, and the kind of the section.
      const before = { [OP_REPLY]: HEADER + 20, [OP_MSG]: HEADER + 5 }[bytes.readInt32LE(12)]
      if (before === undefined) return null
      const document: Document = this.bson.deserialize(bytes.subarray(before), AS_IT_IS)
      if (!('maxWireVersion' in document)) return null
      const body = encodeAnswer(this.bson, { ...document, arbiterOnly: true })
      const changed = Buffer.concat([bytes.subarray(0, before), body])
      changed.writeInt32LE(changed.length, 0)
      return changed
    } catch {
      // No greeting: it passes as it is.
      return null
    }
  }
}
