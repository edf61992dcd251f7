import { LIMITS } from '../../protocol/limits'

/** Calls once nothing has happened for a while, and again after the next while. */
export class IdleTimer {
  #timer: NodeJS.Timeout | null = null

  constructor(
    private readonly onIdle: () => Promise<void>,
    private readonly ms: number = LIMITS.sandbox.idleMs,
  ) {}

  /** Something happened. */
  touch(): void {
    if (this.#timer) this.#timer.refresh()
    else this.#timer = setTimeout(() => void this.onIdle(), this.ms).unref()
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}
