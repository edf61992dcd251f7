import { LIMITS } from '../../protocol/limits'
import type { Service } from './service'

/** Each costs the memory of a server that nobody may ever ask. */
const MOST = 8
let running = 0

/** One workspace's server that runs before anybody has asked it, and ends again when nobody does. Nobody is told of it. */
export class Ahead<S extends Service> {
  /** What it took up from its sleep lies in its memory now. */
  holdsData = false
  private service: S | null = null
  private timer: NodeJS.Timeout | null = null

  /** Starts it where there is room; a failure is told to whoever asks first. `rest`: called when nobody did. */
  async begin(start: () => Promise<S>, holdsData: boolean, rest: () => void): Promise<void> {
    if (this.service || running >= MOST) return
    running += 1
    const service = await start().catch(() => null)
    if (!service) {
      running -= 1
      return
    }
    this.service = service
    this.holdsData = holdsData
    this.timer = setTimeout(rest, LIMITS.engine.idleMs).unref()
    void service.ended.then(() => {
      if (this.service === service) this.take()
    })
  }

  /** The server, if one runs; from now on it is the caller's. */
  take(): S | null {
    const { service } = this
    if (!service) return null
    running -= 1
    this.service = null
    this.holdsData = false
    if (this.timer) clearTimeout(this.timer)
    return service
  }
}
