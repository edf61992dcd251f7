import type { EngineCommand } from '../../protocol/engine'
import type { TraceEvent } from '../../protocol/trace-event'

/** Calls kept at once: an app can report as many as it likes. */
const MOST_CALLS = 256

interface Call {
  exchange: string
  sid: string
  /** Commands it was taken for the reason of. */
  commands: number
}

/**
 * Finds the exchange for which an app sent a command to an engine: the one whose store call under way names a session
 * id that stands in the command; else the only exchange under way. Follows the trace.
 */
export class CommandOwner {
  readonly #calls = new Map<string, Call>()
  readonly #exchanges = new Set<string>()

  hear(event: TraceEvent): void {
    switch (event.type) {
      case 'exchange.started':
        this.#exchanges.add(event.exchange)
        return
      case 'response.received':
      case 'exchange.failed':
        this.#over(event.exchange)
        return
      case 'store.called':
        if (event.exchange !== null && event.sid)
          this.#call(`${String(event.instance)} ${String(event.call)}`, event.exchange, event.sid)
        return
      case 'store.answered':
        this.#calls.delete(`${String(event.instance)} ${String(event.call)}`)
        return
      case 'run.started':
        this.#calls.clear()
        return
      default:
    }
  }

  /** null: it belongs to no exchange, or nobody can tell to which. */
  of(command: EngineCommand): string | null {
    const calls = [...this.#calls.values()].filter(({ sid }) => names(command, sid))
    // Of several requests of one session, the one that has asked least so far.
    const [call] = calls.toSorted((a, b) => b.sid.length - a.sid.length || a.commands - b.commands)
    if (call) {
      call.commands += 1
      return call.exchange
    }
    const [only, ...others] = this.#exchanges
    return only !== undefined && others.length === 0 ? only : null
  }

  #call(key: string, exchange: string, sid: string): void {
    const [oldest] = this.#calls.keys()
    if (this.#calls.size >= MOST_CALLS && oldest !== undefined) this.#calls.delete(oldest)
    this.#calls.set(key, { exchange, sid, commands: 0 })
  }

  #over(exchange: string): void {
    this.#exchanges.delete(exchange)
    for (const [key, call] of this.#calls) if (call.exchange === exchange) this.#calls.delete(key)
  }
}

function names({ text, parameters }: EngineCommand, sid: string): boolean {
  return text.includes(sid) || parameters.some((parameter) => parameter?.includes(sid))
}
