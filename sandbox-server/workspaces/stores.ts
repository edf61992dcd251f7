import type { Snapshot, StoreKind } from '../../protocol/snapshot'
import type { Inspector } from '../inspectors/inspector'
import type { Recorder } from '../tracing/recorder'

/** Store operations come in bursts: a look waits for the end of one. */
const SETTLE_MS = 15
/** Under load nobody can follow every change, and looking would slow the app. */
const BETWEEN_MS = 150
const PATIENCE_MS = 150

/** Watches the stores of one workspace: reads them when something may have changed, records what did. */
export class Stores {
  readonly #last = new Map<string, Snapshot>()
  #reading: Promise<void> = Promise.resolve()
  #queued: { exchange: string | null; done: Promise<void> } | null = null
  #timer: NodeJS.Timeout | null = null
  #stirredBy: string | null = null
  #lookedAt = 0

  constructor(
    private readonly inspectors: readonly Inspector[],
    private readonly recorder: Recorder,
  ) {
    for (const event of recorder.states()) {
      if (event.type === 'store.changed') this.#last.set(keyOf(event.snapshot), event.snapshot)
    }
  }

  /** All records now, recorded as well when they differ from the last look. */
  async read(): Promise<Snapshot[]> {
    const snapshots = await this.#readAll()
    this.#note(null, snapshots)
    return snapshots
  }

  /** Looks after the look under way; those who ask meanwhile share it. Resolves when recorded. */
  refresh(exchange: string | null): Promise<void> {
    // What a timer waits to see, this look will see.
    this.#forgetTimer()
    if (this.#queued) {
      this.#queued.exchange = exchange ?? this.#queued.exchange
      return this.#queued.done
    }
    const queued = { exchange, done: Promise.resolve() }
    queued.done = this.#reading
      .then(async () => {
        this.#queued = null
        this.#note(queued.exchange, await this.#readAll())
      })
      // A store that cannot be read now is looked at again with the next request.
      .catch(() => undefined)
    this.#queued = queued
    this.#reading = queued.done
    return this.#reading
  }

  /** Something changed outside of a request we wait for: looks when it is quiet, and not too often. */
  stir(exchange: string | null): void {
    this.#stirredBy = exchange ?? this.#stirredBy
    const wait = Math.max(SETTLE_MS, this.#lookedAt + BETWEEN_MS - Date.now())
    this.#timer ??= setTimeout(() => {
      this.#lookNow()
    }, wait).unref()
  }

  /** Resolves when every look asked for is done and recorded; an app too busy to show its heap is not waited for. */
  async quiet(): Promise<void> {
    if (this.#timer) this.#lookNow()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))
    await Promise.race([this.#reading, late])
    clearTimeout(timer)
  }

  async remove(kind: StoreKind, sid: string): Promise<boolean> {
    let removed = false
    for (const inspector of this.inspectors) {
      if (inspector.kind === kind && (await inspector.remove(sid))) removed = true
    }
    await this.refresh(null)
    return removed
  }

  /** The heap of an instance, or of all of them (null), is gone with its process. */
  heapGone(instance: number | null): void {
    for (const snapshot of this.#last.values()) {
      const concerned = snapshot.instance !== null && (instance === null || snapshot.instance === instance)
      if (concerned && snapshot.total > 0) this.#record(null, { ...snapshot, records: [], total: 0 })
    }
  }

  #lookNow(): void {
    void this.refresh(this.#stirredBy)
  }

  #forgetTimer(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#stirredBy = null
  }

  async #readAll(): Promise<Snapshot[]> {
    const lists = await Promise.all(this.inspectors.map((inspector) => inspector.read()))
    this.#lookedAt = Date.now()
    return lists.flat()
  }

  #note(exchange: string | null, snapshots: readonly Snapshot[]): void {
    for (const snapshot of snapshots) {
      const last = this.#last.get(keyOf(snapshot))
      if (JSON.stringify(last) !== JSON.stringify(snapshot)) this.#record(exchange, snapshot)
    }
  }

  #record(exchange: string | null, snapshot: Snapshot): void {
    this.#last.set(keyOf(snapshot), snapshot)
    this.recorder.record({ type: 'store.changed', exchange, snapshot })
  }
}

function keyOf({ kind, engine, instance }: Snapshot): string {
  return `${kind} ${engine} ${String(instance)}`
}
