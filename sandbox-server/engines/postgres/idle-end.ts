/** How long a server shared by all stays when its last user has gone. Users themselves go after LIMITS.engine.idleMs. */
const IDLE_MS = 30_000

/** Ends a shared server some time after its last user has gone. */
export class IdleEnd {
  private readonly end: () => Promise<void>
  private users = 0
  private timer: NodeJS.Timeout | null = null

  constructor(end: () => Promise<void>) {
    this.end = end
  }

  /** One more uses it, until the function returned is called; calling that again does nothing. */
  enter(): () => void {
    this.users += 1
    if (this.timer) clearTimeout(this.timer)
    let inside = true
    return () => {
      if (!inside) return
      inside = false
      this.users -= 1
      if (this.users === 0) this.arm()
    }
  }

  private arm(): void {
    this.timer = setTimeout(() => {
      if (this.users === 0) this.end().catch(() => undefined)
    }, IDLE_MS).unref()
  }
}
