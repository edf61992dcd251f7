import { LIMITS } from '../../protocol/limits'

/** Calls once nothing has happened for a while. As long as somebody holds it, something is happening. */
export class IdleTimer {
  #timer: NodeJS.Timeout | null = null
  #holds = 0
  #touchedAt = performance.now()

  constructor(
    private readonly onIdle: () => Promise<void>,
    private readonly ms: number = LIMITS.sandbox.idleMs,
  ) {}

  /** Something happened. */
  touch(): void {
    this.stop()
    this.#touchedAt = performance.now()
    if (this.#holds === 0) this.#timer = setTimeout(() => void this.onIdle(), this.ms).unref()
  }

  /** Milliseconds since the last thing happened; 0 while something happens. */
  quietMs(): number {
    return this.#holds > 0 ? 0 : performance.now() - this.#touchedAt
  }

  /** Something began, an exchange say; returns how to tell that it is over. */
  hold(): () => void {
    this.#holds += 1
    this.stop()
    let held = true
    return () => {
      if (!held) return
      held = false
      this.#holds -= 1
      this.touch()
    }
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}
