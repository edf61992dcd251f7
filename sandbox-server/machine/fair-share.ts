/** Milliseconds of each second that listening to all apps together on one kind of line may take before the loudest have to wait. */
const ALL_MS = 400
/** Who took less than this in the second is never made to wait. */
const LOUD_MS = 150
const WINDOW_MS = 1000

/**
 * What apps say costs this server time, and one that talks without end would keep all others waiting. The time each
 * takes is measured; the loud ones pause until the second is over, and their pipes make them wait.
 */
export class FairShare {
  #windowStart = 0
  #spent = 0
  #working = false
  readonly #by = new WeakMap<object, { window: number; ms: number }>()

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Does one piece of work for somebody; returns how long that one has to pause now, in milliseconds. What is part of
   * another piece counts with that.
   */
  work(who: object, task: () => void): number {
    if (this.#working) {
      task()
      return 0
    }
    this.#working = true
    try {
      return this.#measure(who, task)
    } finally {
      this.#working = false
    }
  }

  #measure(who: object, task: () => void): number {
    const began = this.now()
    if (began - this.#windowStart >= WINDOW_MS) {
      this.#windowStart = began
      this.#spent = 0
    }
    task()
    const ended = this.now()
    this.#spent += ended - began
    const own = this.#by.get(who)
    const before = own?.window === this.#windowStart ? own.ms : 0
    const ms = before + ended - began
    this.#by.set(who, { window: this.#windowStart, ms })
    return ms > LOUD_MS && this.#spent > ALL_MS ? Math.max(0, this.#windowStart + WINDOW_MS - ended) : 0
  }
}
