/** So many may be inside at once; the others wait in the order they came. */
export class Places {
  private free: number
  private readonly waiting: (() => void)[] = []

  constructor(count: number) {
    this.free = count
  }

  /** A place, given back by calling what this comes to. */
  async take(): Promise<() => void> {
    if (this.free > 0) this.free -= 1
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    let taken = true
    return () => {
      if (taken) this.giveOn()
      taken = false
    }
  }

  private giveOn(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.free += 1
  }
}
