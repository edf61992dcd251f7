import type { StoreKind } from '../../protocol/snapshot'
import type { Recorder } from '../tracing/recorder'
import type { App } from './app'
import type { BrowserSet } from './browser-set'
import type { Engines } from './engines'
import { SerialQueue } from './serial-queue'
import type { Stores } from './stores'

/** Everything that has a time of its own in one workspace. */
export interface Timed {
  app: App
  browsers: BrowserSet
  engines: Engines
  stores: Stores
  recorder: Recorder
}

/** The time of one workspace: ahead of the machine's by what was skipped. */
export class WorkspaceClock {
  /** Milliseconds. */
  offsetMs: number
  /** What an engine has left is read and then lowered, so two jumps at once would lose one. */
  readonly #jumps = new SerialQueue()

  constructor(offsetMs: number) {
    this.offsetMs = offsetMs
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.offsetMs
  }

  /** By which a store's server deletes: MongoDB's is the machine's clock, which nobody can move. */
  nowOf(kind: StoreKind): number {
    return kind === 'mongo' ? Date.now() : this.now()
  }

  /** Moves the clocks of the app, the jars and the engines together; resolves when the trace knows what ended. */
  advance(byMs: number, timed: Timed): Promise<{ offsetMs: number; now: string }> {
    return this.#jumps.add(() => this.#jump(byMs, timed))
  }

  async #jump(byMs: number, { app, browsers, engines, stores, recorder }: Timed) {
    this.offsetMs += byMs
    const { offsetMs } = this
    recorder.record({ type: 'clock.advanced', byMs, offsetMs })
    for (const instance of app.instances) instance.send({ type: 'clock', clockOffsetMs: offsetMs })
    browsers.expireAll()
    await engines.advance(byMs)
    await stores.refresh(null)
    return { offsetMs, now: new Date(this.now()).toISOString() }
  }
}
