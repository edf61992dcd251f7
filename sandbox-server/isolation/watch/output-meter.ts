import { LIMITS } from '../../../protocol/limits'

const BURST_SECONDS = 2

/** A leaky bucket: what an app prints drains at the allowed rate; two seconds' worth at once is too much. */
export class OutputMeter {
  private level = 0
  private last: number | null = null

  /** Adds bytes; true when the app prints too much. */
  add(bytes: number, now = performance.now()): boolean {
    const { outputBytesPerSecond } = LIMITS.sandbox
    this.level = Math.max(0, this.level - ((now - (this.last ?? now)) / 1000) * outputBytesPerSecond) + bytes
    this.last = now
    return this.level > outputBytesPerSecond * BURST_SECONDS
  }
}
