import { LIMITS } from '../../protocol/limits'
import { TraceEvent, type NewTraceEvent } from '../../protocol/trace-event'
import { boundEvent } from './bound-event'
import { stateGroup, stateKey } from './state-key'

/** One event as it is kept, stored and sent. */
export interface Line {
  id: number
  json: string
}

/** Where lines go to survive us. */
export interface Sink {
  append(line: Line): void
  /** Older lines were dropped: what is kept is now exactly this. */
  replace(lines: readonly Line[]): void
}

export interface RecorderOptions {
  sink: Sink
  /** Cleans the JSON of an event before anybody sees it. */
  redact: (json: string) => string
  bounds?: { events: number; bytes: number; eventBytes: number }
}

/** Numbers a workspace's events, keeps them within bounds, and tells who listens. */
export class Recorder {
  #lines: Line[] = []
  #bytes = 0
  /** More than the bound when state alone is as large: otherwise each event would be followed by a new beginning. */
  #mostBytes: number
  #lastId = 0
  #state = new Map<string, TraceEvent>()
  readonly #listeners = new Set<(event: TraceEvent) => void>()
  readonly #bounds

  constructor(private readonly options: RecorderOptions) {
    this.#bounds = options.bounds ?? LIMITS.trace
    this.#mostBytes = this.#bounds.bytes
  }

  get lastId(): number {
    return this.#lastId
  }

  /** Takes up events recorded by an earlier life of this server. */
  restore(events: readonly TraceEvent[]): void {
    for (const event of events) this.#keep({ id: event.id, json: JSON.stringify(event) }, event)
  }

  /** Numbers, cleans, bounds and stores an event. */
  record(event: NewTraceEvent): TraceEvent {
    const recorded = this.#add(event)
    if (this.#lines.length > this.#bounds.events || this.#bytes > this.#mostBytes) this.#truncate()
    return recorded
  }

  /** Lines after an id; all of them when the id is one we never gave. */
  after(id: number): readonly Line[] {
    const first = this.#lines[0]
    if (!first || id > this.#lastId || id < first.id) return this.#lines
    return this.#lines.slice(id - first.id + 1)
  }

  /** Called for each event as it is recorded; returns the way to stop. */
  listen(listener: (event: TraceEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The state event that counts now, by key (see state-key.ts). */
  state(key: string): TraceEvent | undefined {
    return this.#state.get(key)
  }

  states(): IterableIterator<TraceEvent> {
    return this.#state.values()
  }

  #add(fresh: NewTraceEvent): TraceEvent {
    const numbered: TraceEvent = Object.assign({}, fresh, { id: this.#lastId + 1, at: fresh.at ?? Date.now() })
    let { event, json } = boundEvent(numbered, this.#bounds.eventBytes)
    const clean = this.options.redact(json)
    if (clean !== json) {
      json = clean
      event = TraceEvent.parse(JSON.parse(clean))
    }
    const line = { id: event.id, json }
    this.#keep(line, event)
    this.options.sink.append(line)
    for (const listener of this.#listeners) listener(event)
    return event
  }

  #keep(line: Line, event: TraceEvent): void {
    this.#lines.push(line)
    this.#bytes += line.json.length
    this.#lastId = line.id
    const key = stateKey(event)
    if (key === null) return
    this.#state.delete(key)
    if (event.type === 'run.started') this.#forgetRun()
    if (event.type === 'browser.removed') this.#state.delete(`jar ${event.browser}`)
    else this.#state.set(key, event)
    if (event.type === 'store.made') this.#forgetOldStores()
  }

  /** An app can make stores without end. What counts is said again at each cut, so it must stay few. */
  #forgetOldStores(): void {
    const made = [...this.#state].filter(([, { type }]) => type === 'store.made')
    for (const [key] of made.slice(0, -LIMITS.trace.storesMade)) this.#state.delete(key)
  }

  /** A new run: what the one before came to, and the stores it made, no longer count. */
  #forgetRun(): void {
    for (const [key, { type }] of this.#state) {
      if (key === 'run.outcome' || type === 'store.made') this.#state.delete(key)
    }
  }

  /** Drops the older half, and says again, under new ids, what of it still counts. */
  #truncate(): void {
    const lines = this.#lines
    let dropped = 0
    let bytes = this.#bytes
    while (lines.length - dropped > this.#bounds.events / 2 || bytes > this.#bounds.bytes / 2) {
      bytes -= lines[dropped]?.json.length ?? 0
      dropped += 1
    }
    this.#lines = lines.slice(dropped)
    this.#bytes = bytes
    const firstKept = this.#lines[0]?.id ?? this.#lastId + 1
    const state = [...this.#state.values()]
    const lostGroups = new Set(state.filter((event) => event.id < firstKept).map(stateGroup))
    const lost = state.filter((event) => lostGroups.has(stateGroup(event)))
    this.#add({ type: 'trace.truncated', dropped })
    for (const event of lost) this.#add(Object.assign({}, event, { repeated: true as const }))
    this.#mostBytes = Math.max(this.#bounds.bytes, 2 * this.#bytes)
    this.options.sink.replace(this.#lines)
  }
}
