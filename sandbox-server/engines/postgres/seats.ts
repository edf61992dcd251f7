import { LIMITS } from '../../../protocol/limits'

/** What nobody is refused as long as there is any left. */
const FEWEST = 3
const MOST = LIMITS.engine.connections

/**
 * The connections of a server that workspaces share. While half of them are free a workspace has all it may; then less and
 * less, so that whoever comes with many workspaces cannot take the last ones from everybody else.
 */
export class Seats {
  private readonly total: number
  private taken = 0

  /** `total`: connections of the server that apps may have together. */
  constructor(total: number) {
    this.total = total
  }

  /** The seats of one workspace. */
  row(): Row {
    let held = 0
    return {
      take: () => {
        if (held >= this.share()) return false
        held += 1
        this.taken += 1
        return true
      },
      leave: () => {
        held -= 1
        this.taken -= 1
      },
    }
  }

  /** How many one workspace may hold now. The power keeps it near the fewest long before the last is taken. */
  private share(): number {
    const free = this.total - this.taken
    if (free <= 0) return 0
    const left = Math.min(1, free / (this.total / 2))
    return FEWEST + Math.floor((MOST - FEWEST) * left ** 3)
  }
}

export interface Row {
  /** False: no more for now. */
  take: () => boolean
  /** One that was taken is free again. */
  leave: () => void
}
