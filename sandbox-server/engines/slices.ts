/** Work on the commands of all connections together before everything else has its turn. */
const SLICE_MS = 5
/** Of it for one connection at a time. */
const PIECE_MS = 1

type Piece = (until: number) => void

/**
 * The time of our only thread, cut for all connections of the process: together they take a slice of each turn of the
 * event loop, one after the other in the order they came.
 */
class Slices {
  private readonly waiting: Piece[] = []
  private until: number | null = null

  /** When a piece of work that begins now has to end; null: the slice is over. */
  pieceNow(): number | null {
    const now = performance.now()
    this.until ??= this.begin(now)
    return now < this.until ? now + PIECE_MS : null
  }

  /** Does it when those who came before had their turn. */
  later(piece: Piece): void {
    this.waiting.push(piece)
    this.until ??= this.begin(performance.now())
  }

  private begin(now: number): number {
    setImmediate(() => {
      this.end()
    })
    return now + SLICE_MS
  }

  /** Who waits is never left out, however much came at the same time. */
  private end(): void {
    try {
      do this.waiting.shift()?.(performance.now() + PIECE_MS)
      while (this.waiting.length > 0 && performance.now() < (this.until ?? 0))
    } finally {
      this.until = this.waiting.length > 0 ? this.begin(performance.now()) : null
    }
  }
}

export const slices = new Slices()
