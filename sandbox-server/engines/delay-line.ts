import { Transform, type TransformCallback } from 'node:stream'

/** Bytes on their way; more than these wait at the sender. */
const CAPACITY = 256 * 1024

/** Carries bytes in order, each piece as late as the latency asks when it comes in; at once where it is 0. */
export class DelayLine extends Transform {
  private readonly latency: () => number
  private readonly travelling: { piece: Buffer; due: number }[] = []
  private bytes = 0
  private timer: NodeJS.Timeout | null = null
  private whenRoom: (() => void) | null = null
  private whenEmpty: (() => void) | null = null

  constructor(latency: () => number) {
    super()
    this.latency = latency
  }

  /** Whoever takes what arrived makes room for more. */
  override _read(size: number): void {
    super._read(size)
    this.takeMore()
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const latency = this.latency()
    if (latency === 0 && this.travelling.length === 0) {
      done(null, piece)
      return
    }
    // A piece never overtakes the one before it, though the latency was lowered meanwhile.
    const last = this.travelling.at(-1)?.due ?? 0
    this.travelling.push({ piece, due: Math.max(performance.now() + latency, last) })
    this.bytes += piece.length
    this.arm()
    this.whenRoom = done
    this.takeMore()
  }

  override _flush(done: TransformCallback): void {
    if (this.travelling.length === 0) done()
    else this.whenEmpty = done
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.timer) clearTimeout(this.timer)
    this.travelling.length = 0
    done(error)
  }

  private arm(): void {
    const [next] = this.travelling
    if (!next || this.timer) return
    this.timer = setTimeout(
      () => {
        this.timer = null
        this.arrive()
      },
      Math.max(0, next.due - performance.now()),
    )
  }

  private arrive(): void {
    for (;;) {
      const [next] = this.travelling
      // Timers of the platform may come a millisecond early.
      if (!next || next.due > performance.now() + 1) break
      this.travelling.shift()
      this.bytes -= next.piece.length
      this.push(next.piece)
    }
    this.arm()
    this.takeMore()
    if (this.travelling.length === 0) this.whenEmpty?.()
  }

  /** What has arrived and is not taken counts as well: nobody else would hold it back. */
  private takeMore(): void {
    if (this.bytes + this.readableLength >= CAPACITY) return
    const { whenRoom } = this
    this.whenRoom = null
    whenRoom?.()
  }
}
