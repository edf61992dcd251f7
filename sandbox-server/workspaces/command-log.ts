import type { EngineCommand, EngineKind } from '../../protocol/engine'
import { LIMITS } from '../../protocol/limits'
import type { Recorder } from '../tracing/recorder'
import { CommandOwner } from './command-owner'

const WINDOW_MS = 1000

/** Tells the trace what an app said to its engines, as much of it as anybody could read; the rest is counted. */
export class CommandLog {
  readonly #owner = new CommandOwner()
  /** Exchanges recorded in brief that are under way: what is said for them would push all else out of the trace. */
  readonly #brief = new Set<string>()
  #told = 0
  readonly #skipped = new Map<EngineKind, number>()
  #window: NodeJS.Timeout | null = null

  constructor(private readonly recorder: Recorder) {
    recorder.listen((event) => {
      this.#owner.hear(event)
      if (event.type === 'response.received' || event.type === 'exchange.failed')
        this.#brief.delete(event.exchange)
    })
  }

  /** Of this exchange only the request and the answer are told. */
  briefly(exchange: string): void {
    this.#brief.add(exchange)
  }

  /** The exchange it is told for; null: none, or it was only counted. */
  add(command: EngineCommand): string | null {
    this.#window ??= setTimeout(() => {
      this.flush()
    }, WINDOW_MS).unref()
    const exchange = this.#told < LIMITS.engine.commandsPerSecond ? this.#owner.of(command) : null
    if (this.#told >= LIMITS.engine.commandsPerSecond || this.#isOfFlood(exchange)) {
      this.#skipped.set(command.kind, (this.#skipped.get(command.kind) ?? 0) + 1)
      return null
    }
    this.#told += 1
    this.recorder.record({ ...command, type: 'engine.command', exchange })
    return exchange
  }

  /** Says how many were not told, and begins to count anew. */
  flush(): void {
    if (this.#window) clearTimeout(this.#window)
    this.#window = null
    this.#told = 0
    const counted = [...this.#skipped]
    this.#skipped.clear()
    for (const [kind, skipped] of counted)
      this.recorder.record({ type: 'engine.commands-skipped', kind, skipped })
  }

  #isOfFlood(exchange: string | null): boolean {
    return this.#brief.size > 0 && (exchange === null || this.#brief.has(exchange))
  }
}
