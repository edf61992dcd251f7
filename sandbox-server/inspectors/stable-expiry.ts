/** More than anybody looks at. */
const KEPT = 20_000

/** A moment between two readings of a clock, in milliseconds since the epoch. */
export interface Span {
  from: number
  to: number
}

/**
 * Servers tell how long a record has still to live, at some moment while they are asked. The end that follows differs a
 * little from reading to reading: it stays what it was as long as it can still be true.
 */
export class StableExpiry {
  readonly #known = new Map<string, number>()

  /** resolutionMs: what the server rounds to. */
  constructor(private readonly resolutionMs: number) {}

  /** ISO time; lifeMs null: it has no end. */
  endOf(key: string, lifeMs: number | null, asked: Span): string | null {
    const before = this.#known.get(key)
    this.#known.delete(key)
    if (lifeMs === null) return null
    const possible = {
      from: asked.from + lifeMs - this.resolutionMs,
      to: asked.to + lifeMs + this.resolutionMs,
    }
    const kept = before !== undefined && before >= possible.from && before <= possible.to
    const end = kept ? before : asked.from + lifeMs
    this.#known.set(key, end)
    if (this.#known.size > KEPT) this.#forgetOldest()
    const time = new Date(end)
    return Number.isNaN(time.getTime()) ? null : time.toISOString()
  }

  #forgetOldest(): void {
    for (const key of this.#known.keys()) {
      this.#known.delete(key)
      return
    }
  }
}
