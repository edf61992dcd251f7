/** Allows `burst` at once and `perSecond` for ever, for each key. */
export class TokenBuckets {
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** false: too many; try again later. */
  take(key: string, cost = 1): boolean {
    const at = this.now()
    const bucket = this.#buckets.get(key)
    const refilled = bucket ? bucket.tokens + ((at - bucket.at) / 1000) * this.perSecond : this.burst
    const tokens = Math.min(this.burst, refilled)
    if (!bucket && this.#buckets.size >= 10_000) this.#forgetFull(at)
    const allowed = tokens >= cost
    this.#buckets.set(key, { tokens: allowed ? tokens - cost : tokens, at })
    return allowed
  }

  /** A full bucket is the same as none. */
  #forgetFull(at: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (bucket.tokens + ((at - bucket.at) / 1000) * this.perSecond >= this.burst) this.#buckets.delete(key)
    }
  }
}
