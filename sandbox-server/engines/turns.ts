/** Work on one connection's commands at a time before others have their turn. */
const SLICE_MS = 5

/** Handles what comes in order, only while it may go on, and never so long that other connections wait. */
export class Turns<T> {
  private readonly handle: (one: T) => void
  private readonly mayGoOn: () => boolean
  private readonly whenCaughtUp: () => void
  private waiting: T[] = []
  private working = false
  private later: NodeJS.Immediate | null = null

  constructor(handle: (one: T) => void, mayGoOn: () => boolean, whenCaughtUp: () => void) {
    this.handle = handle
    this.mayGoOn = mayGoOn
    this.whenCaughtUp = whenCaughtUp
  }

  get isBehind(): boolean {
    return this.waiting.length > 0
  }

  push(one: T): void {
    this.waiting.push(one)
    this.goOn()
  }

  /** Something changed: looks again whether it may go on. */
  goOn(): void {
    if (this.working || this.later) return
    this.working = true
    const until = performance.now() + SLICE_MS
    let done = 0
    while (done < this.waiting.length && this.mayGoOn() && performance.now() < until) {
      const one = this.waiting[done]
      done += 1
      if (one !== undefined) this.handle(one)
    }
    this.waiting = this.waiting.slice(done)
    this.working = false
    if (this.isBehind && this.mayGoOn()) this.goOnLater()
  }

  clear(): void {
    this.waiting = []
  }

  private goOnLater(): void {
    this.later = setImmediate(() => {
      this.later = null
      this.goOn()
      if (!this.isBehind) this.whenCaughtUp()
    })
  }
}
