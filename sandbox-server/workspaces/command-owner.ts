import type { EngineCommand } from '../../protocol/engine'
import type { TraceEvent } from '../../protocol/trace-event'

/** Calls kept at once: an app can report as many as it likes. */
const MOST_CALLS = 256
/** The news of a command may come after the store has its answer. */
const NEWS_MS = 500

interface Call {
  exchange: string
  sid: string
  /** Commands it was taken for the reason of. */
  commands: number
  answeredAt: number | null
}

/**
 * Finds the exchange for which an app sent a command to an engine: the one whose store call under way names a session
 * id that stands in the command; else the only exchange under way. Follows the trace.
 */
export class CommandOwner {
  readonly #calls = new Map<string, Call>()
  readonly #exchanges = new Set<string>()

  constructor(private readonly now: () => number = () => performance.now()) {}

  hear(event: TraceEvent): void {
    switch (event.type) {
      case 'exchange.started':
        this.#exchanges.add(event.exchange)
        return
      case 'response.received':
      case 'exchange.failed':
        this.#exchanges.delete(event.exchange)
        return
      case 'store.called':
        if (event.exchange !== null && event.sid)
          this.#call(`${String(event.instance)} ${String(event.call)}`, event.exchange, event.sid)
        return
      case 'store.answered':
        this.#answered(`${String(event.instance)} ${String(event.call)}`)
        return
      case 'run.started':
        this.#calls.clear()
        return
      default:
    }
  }

  /** null: it belongs to no exchange, or nobody can tell to which. */
  of(command: EngineCommand): string | null {
    const since = this.now() - NEWS_MS
    const calls = [...this.#calls.values()].filter(
      ({ sid, answeredAt }) => (answeredAt === null || answeredAt >= since) && names(command, sid),
    )
    const [call] = calls.toSorted(likelier)
    if (call) {
      call.commands += 1
      return call.exchange
    }
    if (this.#exchanges.size !== 1) return null
    const [only = null] = this.#exchanges
    return only
  }

  #call(key: string, exchange: string, sid: string): void {
    const [oldest] = this.#calls.keys()
    if (this.#calls.size >= MOST_CALLS && oldest !== undefined) this.#calls.delete(oldest)
    this.#calls.set(key, { exchange, sid, commands: 0, answeredAt: null })
  }

  #answered(key: string): void {
    const call = this.#calls.get(key)
    if (call) call.answeredAt = this.now()
  }
}

/** The one whose id says most; of several calls for one session, the one that has asked least, then one without an answer. */
function likelier(a: Call, b: Call): number {
  return (
    b.sid.length - a.sid.length ||
    a.commands - b.commands ||
    Number(a.answeredAt !== null) - Number(b.answeredAt !== null)
  )
}

function names({ text, parameters }: EngineCommand, sid: string): boolean {
  return text.includes(sid) || parameters.some((parameter) => parameter?.includes(sid))
}
