/** How long one connection waits for an answer, until `onSilence` is called. */
export class Patience {
  private timer: NodeJS.Timeout | null = null
  private reading: NodeJS.Immediate | undefined

  constructor(
    private readonly milliseconds: number,
    private readonly onSilence: () => void,
  ) {}

  /** The app said something; what it says in pieces is one question. */
  asked(milliseconds = this.milliseconds): void {
    this.over()
    this.timer = setTimeout(() => {
      // After a pause of this process timers come before what was said meanwhile is read.
      this.reading = setImmediate(this.onSilence)
    }, milliseconds).unref()
  }

  /** Something was said: from now on it counts anew, as long as somebody still waits. */
  heard(isAwaited: boolean): void {
    if (isAwaited) this.asked()
    else this.over()
  }

  over(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    clearImmediate(this.reading)
  }
}
