import { slices } from './slices'

export interface TurnsParts {
  /** Does what comes next; false when nothing has come. */
  step: () => boolean
  mayGoOn: () => boolean
  /** Everything that came is done, some of it later than it came. */
  whenCaughtUp: () => void
  /** Does work for the connection; returns how long it has to rest then, in milliseconds. */
  work: (task: () => void) => number
}

/** Handles what comes in order, only while it may go on, and never so long that others wait. */
export class Turns {
  private readonly parts: TurnsParts
  private mayHaveMore = false
  private working = false
  private waiting = false
  private resting: NodeJS.Timeout | null = null

  constructor(parts: TurnsParts) {
    this.parts = parts
  }

  /** Something is left to do, or it has to wait before it may do more. */
  get isBehind(): boolean {
    return this.mayHaveMore || this.resting !== null
  }

  /** Something came. */
  more(): void {
    this.mayHaveMore = true
    this.goOn()
  }

  /** Something changed: looks again whether it may go on. */
  goOn(): void {
    if (this.working || this.waiting || this.resting || !this.mayHaveMore || !this.parts.mayGoOn()) return
    const until = slices.pieceNow()
    if (until === null) this.goOnLater()
    else this.goOnUntil(until)
  }

  clear(): void {
    this.mayHaveMore = false
    if (this.resting) clearTimeout(this.resting)
    this.resting = null
  }

  private goOnUntil(until: number): void {
    const { step, mayGoOn, work } = this.parts
    this.working = true
    let over = false
    const restMs = work(() => {
      while (this.mayHaveMore && mayGoOn() && !over) {
        if (!step()) this.mayHaveMore = false
        over = performance.now() >= until
      }
    })
    this.working = false
    if (restMs > 0) this.rest(restMs)
    else if (this.mayHaveMore && mayGoOn()) this.goOnLater()
  }

  private goOnLater(): void {
    this.waiting = true
    slices.later((until) => {
      this.waiting = false
      if (this.mayHaveMore && this.parts.mayGoOn()) this.goOnUntil(until)
      if (!this.isBehind) this.parts.whenCaughtUp()
    })
  }

  private rest(milliseconds: number): void {
    this.resting = setTimeout(() => {
      this.resting = null
      this.goOn()
      if (!this.isBehind) this.parts.whenCaughtUp()
    }, milliseconds)
  }
}
