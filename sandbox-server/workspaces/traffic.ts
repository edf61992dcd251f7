import type { BrowserWorld } from '../browsers/browser-world'
import type { Recorder } from '../tracing/recorder'
import type { App } from './app'
import { appTransport } from './app-transport'
import { BrowserSet } from './browser-set'
import type { CommandLog } from './command-log'
import type { IdleTimer } from './idle-timer'
import { RealTab, type TabWorld } from './real-tab'
import type { Recovered } from './recover'
import type { Settling } from './settling'
import type { Stores } from './stores'

export interface TrafficParts {
  app: App
  recorder: Recorder
  settling: Settling
  commands: CommandLog
  /** Asked for with the first exchange, when everything is tied together. */
  stores: () => Stores
  idle: () => IdleTimer
  /** Milliseconds since the epoch on the workspace's clock. */
  now: () => number
  https: () => boolean
}

/** Who sends requests to one workspace's app: its browsers and the real tab. Numbers their exchanges. */
export class Traffic {
  readonly browsers: BrowserSet
  readonly tab: RealTab
  #exchanges: number

  constructor(
    private readonly parts: TrafficParts,
    recovered: Recovered,
  ) {
    this.#exchanges = recovered.exchanges
    this.browsers = new BrowserSet(this.#browserWorld(), recovered.browsers)
    this.tab = new RealTab(this.#tabWorld())
  }

  #nextExchange(): string {
    this.#exchanges += 1
    return `x${String(this.#exchanges)}`
  }

  #browserWorld(): BrowserWorld {
    const { app, recorder, settling, stores, now, https } = this.parts
    return {
      now,
      https,
      nextExchangeId: () => this.#nextExchange(),
      emit: (event) => {
        recorder.record(event)
        const over = event.type === 'response.received' || event.type === 'exchange.failed'
        if (over) void stores().refresh(event.exchange)
        // A jar may be the store.
        else if (event.type === 'jar.changed' && event.exchange === null) stores().stir(null)
      },
      transport: appTransport(app, settling),
    }
  }

  #tabWorld(): TabWorld {
    const { recorder, settling, commands, stores, idle, now } = this.parts
    const held = new Map<string, () => void>()
    return {
      recorder,
      settling,
      now,
      arrive: (brief) => {
        this.browsers.meetTab()
        const exchange = this.#nextExchange()
        if (brief) commands.briefly(exchange)
        held.set(exchange, idle().hold())
        return exchange
      },
      over: (exchange) => {
        held.get(exchange)?.()
        held.delete(exchange)
        stores().stir(exchange)
      },
    }
  }
}
