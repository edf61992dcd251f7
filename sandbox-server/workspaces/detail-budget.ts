/** More than the bounded trace could keep of what happens inside an app, and than anybody could read. */
const BURST = 100
const PER_SECOND = 40

/**
 * Who visits by hand is followed in every detail; a flood of requests is recorded in brief, so that the trace still
 * reaches back to before it and the app is not slowed down by being watched.
 */
export class DetailBudget {
  #left = BURST
  #at = 0

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether the next exchange may be told in detail. */
  take(): boolean {
    const at = this.now()
    this.#left = Math.min(BURST, this.#left + ((at - this.#at) / 1000) * PER_SECOND)
    this.#at = at
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
