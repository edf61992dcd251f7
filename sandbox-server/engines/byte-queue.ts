/** Bytes that came in pieces and are taken out in other pieces, joined once at most. */
export class ByteQueue {
  private pieces: Buffer[] = []
  private total = 0

  get length(): number {
    return this.total
  }

  push(piece: Buffer): void {
    if (piece.length === 0) return
    this.pieces.push(piece)
    this.total += piece.length
  }

  /** The next bytes, or null when there are not as many yet. */
  take(count: number): Buffer | null {
    if (this.total < count) return null
    const whole = this.joined()
    this.rest(whole.subarray(count))
    return whole.subarray(0, count)
  }

  /** The next line without its end (CRLF or LF), or null when it has no end yet. */
  takeLine(): Buffer | null {
    const last = this.pieces.at(-1)
    // Whatever came before the last piece was searched when it came.
    if (!last || (this.pieces.length > 1 && !last.includes(10))) return null
    const whole = this.joined()
    const end = whole.indexOf(10)
    if (end === -1) return null
    this.rest(whole.subarray(end + 1))
    return whole.subarray(0, end > 0 && whole[end - 1] === 13 ? end - 1 : end)
  }

  private joined(): Buffer {
    const [first] = this.pieces
    const whole = this.pieces.length === 1 && first ? first : Buffer.concat(this.pieces)
    this.pieces = [whole]
    return whole
  }

  private rest(bytes: Buffer): void {
    this.pieces = bytes.length === 0 ? [] : [bytes]
    this.total = bytes.length
  }
}
