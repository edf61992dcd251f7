/** Gets every message that passes by: its type, the first bytes of its body, the length of it all on the wire. */
export type Notice = (type: string, body: Buffer, length: number) => void

/** Looks at a stream of messages without holding it up, and keeps no more of a message than asked. */
export class Scanner {
  private readonly notice: Notice
  private readonly keep: (type: string) => number
  private readonly longest: number
  private head = Buffer.alloc(0)
  private type = ''
  private length = 0
  /** Of the body: still to come, and kept so far. */
  private left = 0
  private wanted = 0
  private kept: Buffer[] = []
  private broken = false

  constructor(options: { longest: number; keep: (type: string) => number; notice: Notice }) {
    this.notice = options.notice
    this.keep = options.keep
    this.longest = options.longest
  }

  /** All that came so far was whole messages. */
  get isBetween(): boolean {
    return this.head.length === 0 && this.left === 0
  }

  /** False from the first message on that is longer than allowed, or none at all. */
  scan(piece: Buffer): boolean {
    let at = 0
    while (at < piece.length && !this.broken) {
      at = this.left > 0 ? this.body(piece, at) : this.header(piece, at)
    }
    return !this.broken
  }

  private header(piece: Buffer, at: number): number {
    const end = Math.min(piece.length, at + 5 - this.head.length)
    this.head = Buffer.concat([this.head, piece.subarray(at, end)])
    if (this.head.length < 5) return end
    this.type = this.head.toString('latin1', 0, 1)
    this.length = this.head.readInt32BE(1)
    this.head = Buffer.alloc(0)
    this.broken = this.length < 4 || this.length > this.longest
    this.left = this.length - 4
    this.wanted = this.keep(this.type)
    if (this.left === 0) this.finish()
    return end
  }

  private body(piece: Buffer, at: number): number {
    const end = Math.min(piece.length, at + this.left)
    if (this.wanted > 0) {
      const part = piece.subarray(at, Math.min(end, at + this.wanted))
      this.kept.push(part)
      this.wanted -= part.length
    }
    this.left -= end - at
    if (this.left === 0) this.finish()
    return end
  }

  private finish(): void {
    const [only] = this.kept
    const body = this.kept.length === 1 && only ? only : Buffer.concat(this.kept)
    this.kept = []
    this.notice(this.type, body, this.length + 1)
  }
}
