import { availableParallelism, constants, setPriority } from 'node:os'
import { removeBox, type Box } from './box'
import { bestOf, Demand } from './demand'
import type { Driver } from './driver'
import { setTreePriority } from './priority'
import { SandboxProcess } from './sandbox-process'

export interface Warm {
  box: Box
  process: SandboxProcess
  /** Loaded besides what every waiting sandbox has loaded. */
  modules: readonly string[]
}

export interface PoolSize {
  /** Sandboxes kept ready from the start. */
  ready: number
  /** Ready ones it grows to while nothing else happens. */
  readyAtRest: number
  /** Sandboxes alive at once, warm and in use. */
  alive: number
}

/** After the last start of an app: a class that presses Run together comes within less. */
const QUIET_MS = 300
const UNHURRIED_MS = 120
/** An app that never listens must not keep others waiting. */
const PATIENCE_MS = 2000
/** Made at once when more are wanted than wait: side by side they would all be late. */
const MADE_AT_ONCE = Math.max(2, availableParallelism())

/** Sandboxes started ahead of need. Each is given away once and never comes back. */
export class Pool {
  private readonly warm: Warm[] = []
  private readonly making = new Set<Promise<Warm>>()
  /** Launched and not primed yet, or loading more modules. */
  private readonly unready = new Set<Warm>()
  /** Silent already, but still being cleared away. */
  private readonly leaving = new Set<Promise<void>>()
  private inUse = 0
  private failures = 0
  private starting = 0
  private lastStart = 0
  private hurried = 0
  private readonly queue: (() => void)[] = []
  private readonly demand = new Demand()
  private timer: NodeJS.Timeout | null = null
  private closed = false
  private readonly driver: Driver
  private readonly size: PoolSize

  constructor(driver: Driver, size: PoolSize) {
    this.driver = driver
    this.size = size
    this.refillSoon(0)
  }

  stats(): { alive: number; warm: number; cap: number } {
    return {
      alive: this.inUse + this.warm.length + this.making.size,
      warm: this.warm.length,
      cap: this.size.alive,
    }
  }

  /**
   * A sandbox never used before, with these modules loaded when one waits with them, or null when every one is in use.
   * Call `started` once its app has had its start.
   */
  async take(modules: readonly string[] = []): Promise<Warm | null> {
    while (this.isFull() && this.leaving.size > 0) await Promise.race(this.leaving)
    if (this.closed || this.isFull()) return null
    this.inUse += 1
    this.starting += 1
    this.lastStart = performance.now()
    try {
      this.demand.note(modules)
      const warm = await this.nextWarm(modules)
      setTreePriority(warm.process.child.pid, constants.priority.PRIORITY_NORMAL)
      return warm
    } catch (error) {
      this.inUse -= 1
      this.started()
      throw error
    }
  }

  /** An app with these modules may start soon. */
  foresee(modules: readonly string[]): void {
    this.demand.foresee(modules)
    this.refillSoon(UNHURRIED_MS)
  }

  /** The app of a taken sandbox listens, or does not: making new ones takes nothing from it any more. */
  started(): void {
    this.starting -= 1
    this.lastStart = performance.now()
    this.refillSoon(QUIET_MS)
  }

  /** A taken sandbox is silent. It counts until `cleared`, when it and its box are gone; that never rejects. */
  gaveBack(cleared: Promise<void>): void {
    const over = cleared.then(() => {
      this.leaving.delete(over)
      this.inUse -= 1
      this.refillSoon(QUIET_MS)
    })
    this.leaving.add(over)
  }

  async close(): Promise<void> {
    this.closed = true
    if (this.timer) clearTimeout(this.timer)
    // Made with what time is left, they may take longer than whoever ends us waits.
    await Promise.all([...this.unready].map(discard))
    const making = await Promise.allSettled(this.making)
    const late = making.flatMap((made) => (made.status === 'fulfilled' ? [made.value] : []))
    await Promise.all([...new Set([...this.warm, ...late])].map(discard))
    await Promise.all(this.leaving)
    this.warm.length = 0
  }

  private isFull(): boolean {
    return this.inUse >= this.size.alive
  }

  private async nextWarm(modules: readonly string[]): Promise<Warm> {
    for (let ready = this.best(modules); ready; ready = this.best(modules)) {
      if (ready.process.alive) return ready
      await discard(ready)
    }
    return this.makeInTurn()
  }

  private best(modules: readonly string[]): Warm | undefined {
    const index = bestOf(this.loaded(), modules)
    return index < 0 ? undefined : this.warm.splice(index, 1)[0]
  }

  private loaded(): (readonly string[])[] {
    return this.warm.map((waiting) => waiting.modules)
  }

  private async makeInTurn(): Promise<Warm> {
    if (this.hurried >= MADE_AT_ONCE) await new Promise<void>((turn) => this.queue.push(turn))
    this.hurried += 1
    try {
      return await this.make()
    } finally {
      this.hurried -= 1
      this.queue.shift()?.()
    }
  }

  /** One at a time and in quiet moments, so that making new ones does not slow down those that run. */
  private refillSoon(ms: number): void {
    if (this.closed || this.timer) return
    this.timer = setTimeout(() => {
      this.timer = null
      this.refill()
    }, ms)
    this.timer.unref()
  }

  private refill(): void {
    if (this.closed || this.making.size > 0) return
    const next = this.isShort() ? () => this.makeQuietly() : this.primingNext()
    if (!next) return
    const quietFor = performance.now() - this.lastStart
    const isBusy = this.starting > 0 ? quietFor < PATIENCE_MS : this.lastStart > 0 && quietFor < QUIET_MS
    if (isBusy) {
      this.refillSoon(QUIET_MS)
      return
    }
    const made = next()
    this.making.add(made)
    made
      .then((warm) => {
        this.failures = 0
        this.making.delete(made)
        if (!this.closed) this.keep(warm)
      })
      .catch(() => {
        this.failures += 1
        this.making.delete(made)
      })
      .finally(() => {
        const pause = this.warm.length < this.size.ready ? 0 : UNHURRIED_MS
        this.refillSoon(pause + Math.min(this.failures, 10) * 500)
      })
  }

  private isShort(): boolean {
    const { ready, readyAtRest, alive } = this.size
    return this.warm.length < Math.max(ready, readyAtRest) && this.stats().alive < alive
  }

  /** A plain one that waits may load what was asked for lately; null when there is nothing of the kind to do. */
  private primingNext(): (() => Promise<Warm>) | null {
    const modules = this.demand.missing(this.loaded())
    const plain = this.warm.findIndex((waiting) => waiting.modules.length === 0)
    if (!modules || plain < 0) return null
    return async () => {
      const [waiting] = this.warm.splice(plain, 1)
      if (!waiting) return this.make()
      await this.untilReady(waiting, waiting.process.primeWith(modules))
      return { ...waiting, modules }
    }
  }

  private makeQuietly(): Promise<Warm> {
    return this.make((pid) => {
      if (this.warm.length >= this.size.ready || this.inUse > 0) lowerPriority(pid)
    })
  }

  /** Makes one sandbox and waits until it is primed. */
  private async make(onLaunched: (pid: number) => void = () => undefined): Promise<Warm> {
    if (this.closed) throw new Error('No sandbox is made any more.')
    const box = this.driver.makeBox()
    const process = new SandboxProcess(this.driver, box)
    if (process.child.pid !== undefined) onLaunched(process.child.pid)
    const made: Warm = { box, process, modules: [] }
    await this.untilReady(made, process.primed)
    return made
  }

  /** What does not become ready is gone, with its box. */
  private async untilReady(warm: Warm, primed: Promise<void>): Promise<void> {
    this.unready.add(warm)
    try {
      await primed
    } catch (error) {
      await discard(warm)
      throw error
    } finally {
      this.unready.delete(warm)
    }
  }

  /** A warm one that dies is taken out and made anew. */
  private keep(warm: Warm): void {
    this.warm.push(warm)
    void warm.process.ended.then(() => {
      const index = this.warm.indexOf(warm)
      if (index < 0) return
      this.warm.splice(index, 1)
      removeBox(warm.box)
      this.refillSoon(UNHURRIED_MS)
    })
  }
}

async function discard({ box, process }: Warm): Promise<void> {
  await process.end('kill', 0)
  await process.ended
  removeBox(box)
}

/** Only root can raise it again later, so nobody else lowers it. */
function lowerPriority(pid: number): void {
  if (process.getuid?.() !== 0) return
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It ended already; the pool will notice.
  }
}
