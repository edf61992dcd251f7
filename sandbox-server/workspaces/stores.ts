import type { EditRecord, RecordsQuery, RecordsReply, RemoveRecord } from '../../protocol/api'
import { LIMITS } from '../../protocol/limits'
import type { Snapshot } from '../../protocol/snapshot'
import { LateAnswer, type Inspector } from '../inspectors/inspector'
import type { Recorder } from '../tracing/recorder'
import { SilentChanges, type SilentWorld } from './silent-changes'

/** Store operations come in bursts: a look waits for the end of one. */
const SETTLE_MS = 15
/** Under load nobody can follow every change, and looking would slow the app. */
const BETWEEN_MS = 150
/** Large pictures are taken less often, so that the bounded trace still reaches back to before what changes them. */
const BYTES_PER_MS = 200
/** A picture is waited for, on a slow machine too: what comes next would already be in it. */
const PATIENCE_MS = 1000
/** A store that was late is looked at again after so long. */
const AGAIN_MS = 1000
/** Once a look took longer than that, nobody waits so long for the next ones. */
const PATIENCE_WITH_LATE_MS = 150

/** One reading of all stores. */
interface Look {
  /** Whose doing it is taken to be when something has changed. */
  exchange: string | null
  done: Promise<Snapshot[]>
}

/** Watches the stores of one workspace: reads them when something may have changed, records what did. */
export class Stores {
  readonly #last = new Map<string, Snapshot>()
  #current: Look | null = null
  #queued: Look | null = null
  #late = false
  #timer: NodeJS.Timeout | null = null
  #stirredBy: string | null = null
  #lookedAt = 0
  /** Recorded by the latest look. */
  #bytes = 0
  readonly #silent: SilentChanges

  constructor(
    private readonly inspectors: readonly Inspector[],
    private readonly recorder: Recorder,
    /** Whether the app runs: only then does it tell by silence that it uses a store no longer. */
    private readonly isUp: () => boolean = () => false,
    time: Pick<SilentWorld, 'now' | 'runs'> = { now: () => Date.now(), runs: () => false },
  ) {
    const look = (): void => {
      this.stir(null)
    }
    this.#silent = new SilentChanges({ ...time, isUp }, { hasMoved: () => this.#hasMoved(), look })
    for (const event of recorder.states()) {
      if (event.type === 'store.changed' && !event.snapshot.gone)
        this.#last.set(keyOf(event.snapshot), event.snapshot)
    }
  }

  /** All records now, recorded as well when they differ from the last look. */
  read(): Promise<Snapshot[]> {
    return this.#look(null)
  }

  /** Looks after the look under way; those who ask meanwhile share it. Resolves when recorded. */
  async refresh(exchange: string | null): Promise<void> {
    await this.#look(exchange)
  }

  /** Something changed outside of a request we wait for: looks when it is quiet, and not too often. */
  stir(exchange: string | null): void {
    this.#stirredBy = exchange ?? this.#stirredBy
    const pause = Math.max(BETWEEN_MS, this.#bytes / BYTES_PER_MS)
    const wait = Math.max(SETTLE_MS, this.#lookedAt + pause - Date.now())
    this.#timer ??= setTimeout(() => {
      this.#lookNow()
    }, wait).unref()
  }

  /** Resolves when every look asked for is done and recorded; an app too busy to show its heap is not waited for. */
  async quiet(): Promise<void> {
    if (this.#timer) this.#lookNow()
    const last = this.#queued ?? this.#current
    if (!last) return
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, this.#late ? PATIENCE_WITH_LATE_MS : PATIENCE_MS, true)
    })
    this.#late = await Promise.race([last.done.then(() => false), late])
    clearTimeout(timer)
  }

  /** Some of all records of one snapshot; null when there is no such snapshot. */
  async page({ kind, ...query }: RecordsQuery): Promise<RecordsReply | null> {
    for (const inspector of this.#of(kind)) {
      const page = await inspector.page(query)
      if (page) return page
    }
    return null
  }

  remove({ kind, sid, engine }: RemoveRecord): Promise<boolean> {
    return this.#byHand(kind, sid, 'removed', (inspector) => inspector.remove(sid, engine))
  }

  edit({ kind, sid, data, engine }: EditRecord): Promise<boolean> {
    return this.#byHand(kind, sid, 'edited', (inspector) => inspector.edit(sid, data, engine))
  }

  /** Deletes every record that there is, page by page; a store that cannot be asked now keeps its own. */
  async empty(): Promise<void> {
    const lists = await this.#readAll()
    for (const [index, inspector] of this.inspectors.entries())
      for (const { kind, engine } of lists[index] ?? [])
        if (OUTLIVES.has(kind)) await emptyOne(inspector, engine)
  }

  /** The heap of an instance, or of all of them (null), is gone with its process. */
  heapGone(instance: number | null): void {
    for (const snapshot of this.#last.values()) {
      const concerned = snapshot.instance !== null && (instance === null || snapshot.instance === instance)
      if (concerned && snapshot.total > 0) this.#record(null, { ...snapshot, records: [], total: 0 })
    }
  }

  #of(kind: Snapshot['kind']): Inspector[] {
    return this.inspectors.filter((inspector) => inspector.kind === kind)
  }

  async #byHand(
    kind: Snapshot['kind'],
    sid: string,
    action: 'edited' | 'removed',
    change: (inspector: Inspector) => Promise<boolean>,
  ): Promise<boolean> {
    let changed = false
    for (const inspector of this.#of(kind)) if (await change(inspector)) changed = true
    if (changed) this.recorder.record({ type: 'record.edited', kind, sid, action })
    await this.refresh(null)
    return changed
  }

  #lookNow(): void {
    void this.refresh(this.#stirredBy)
  }

  #forgetTimer(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#stirredBy = null
  }

  #look(exchange: string | null): Promise<Snapshot[]> {
    // What a timer waits to see, this look will see.
    this.#forgetTimer()
    // The look under way may already see what this exchange did, and then the next one finds no change.
    if (this.#current) this.#current.exchange ??= exchange
    if (this.#queued) {
      this.#queued.exchange = exchange ?? this.#queued.exchange
      return this.#queued.done
    }
    const look: Look = { exchange, done: Promise.resolve([]) }
    look.done = (this.#current?.done ?? Promise.resolve([])).then(() => this.#take(look))
    this.#queued = look
    return look.done
  }

  async #take(look: Look): Promise<Snapshot[]> {
    this.#queued = null
    this.#current = look
    const lists = await this.#readAll()
    this.#current = null
    this.#bytes = 0
    const snapshots = lists.flatMap((list) => list ?? [])
    this.#note(look.exchange, snapshots)
    if (this.isUp()) this.#noteGone(look.exchange, snapshots, this.#unread(lists))
    this.#silent.expect(snapshots)
    return snapshots
  }

  /** One list for each inspector; a store that cannot be read now (null) is looked at again, one that sleeps with the next request. */
  async #readAll(): Promise<(Snapshot[] | null)[]> {
    const lists = await Promise.allSettled(this.inspectors.map((inspector) => inspector.read()))
    this.#lookedAt = Date.now()
    if (lists.some(isLate)) this.#lookAgainSoon()
    return lists.map((list) => (list.status === 'fulfilled' ? list.value : null))
  }

  /** Nobody may send another request, and what is shown would stay as it was before. */
  #lookAgainSoon(): void {
    setTimeout(() => {
      this.stir(null)
    }, AGAIN_MS).unref()
  }

  async #hasMoved(): Promise<boolean> {
    const moved = await Promise.allSettled(
      this.inspectors.map(async (inspector) => (await inspector.hasMoved?.()) ?? false),
    )
    return moved.some((each) => each.status === 'fulfilled' && each.value)
  }

  #unread(lists: readonly (Snapshot[] | null)[]): ReadonlySet<string> {
    const unread = this.inspectors.filter((_inspector, index) => lists[index] === null)
    return new Set(unread.map(({ kind }) => kind))
  }

  /** What was shown before and is not there any more. */
  #noteGone(exchange: string | null, snapshots: readonly Snapshot[], unread: ReadonlySet<string>): void {
    const there = new Set(snapshots.map(keyOf))
    for (const [key, last] of this.#last) {
      if (there.has(key) || unread.has(last.kind)) continue
      this.#record(exchange, { ...last, records: [], total: 0, gone: true })
      this.#last.delete(key)
    }
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
    this.#bytes += snapshot.records.reduce((sum, { raw }) => sum + raw.length, 0)
  }
}

const isLate = (list: PromiseSettledResult<Snapshot[]>): boolean =>
  list.status === 'rejected' && list.reason instanceof LateAnswer

function keyOf({ kind, engine, instance }: Snapshot): string {
  return `${kind} ${engine} ${String(instance)}`
}

/** A heap goes with its process, and cookies with their jars. */
const OUTLIVES = new Set<Snapshot['kind']>(['file', 'redis', 'memcached', 'postgres', 'mongo'])

async function emptyOne(inspector: Inspector, engine: string): Promise<void> {
  const first = { engine, offset: 0, limit: LIMITS.page.records, find: '' }
  for (;;) {
    const records = (await inspector.page(first))?.records ?? []
    const removed = await Promise.all(records.map(({ sid }) => inspector.remove(sid, engine)))
    // Nothing left, or nothing that can be removed.
    if (!removed.includes(true)) return
  }
}
