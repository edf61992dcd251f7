import type { Snapshot, StoreKind } from '../../protocol/snapshot'

/** A store's own timer may remove a file at any moment; whether one did is asked so often. */
const FILES_MS = 500
/** Longer than a timer can be set for is waited for in parts. */
const LONGEST_MS = 3600_000
/** The end that we know of may be a little early. */
const MARGIN_MS = 50

/**
 * Servers that delete a record when its time is over: how late they may be, and how often it is looked for until then.
 * Memcached counts in whole seconds; MongoDB looks for what is over once a minute.
 */
const DELETES = {
  redis: { lateMs: 1000, everyMs: 200 },
  memcached: { lateMs: 4000, everyMs: 1000 },
  mongo: { lateMs: 70_000, everyMs: 5000 },
} as const

export type DeletingKind = keyof typeof DELETES

export interface SilentWorld {
  /** Milliseconds since the epoch on the clock by which this server deletes. */
  now(kind: DeletingKind): number
  /** Whether a server runs: one that sleeps deletes nothing that could be seen, and is not to be woken. */
  runs(kind: DeletingKind): boolean
  /** Whether the app runs, and with it the timers of its stores. */
  isUp(): boolean
}

export interface Looking {
  /** Whether something has come or gone since the last look that nobody told; asked often. */
  hasMoved(): Promise<boolean>
  look(): void
}

interface End {
  kind: DeletingKind
  /** Milliseconds since the epoch on that clock. */
  at: number
}

/** Changes that nobody tells: a record runs out in its server, a file is removed by its store's own timer. */
export class SilentChanges {
  #ends: readonly End[] = []
  #hasFiles = false
  /** Milliseconds since the epoch on the machine's clock, which all servers' waiting times can be told by. */
  #dueAt = Infinity
  #timer: NodeJS.Timeout | null = null

  constructor(
    private readonly world: SilentWorld,
    private readonly looking: Looking,
  ) {}

  /** What a look has seen; says when the next one is due. */
  expect(snapshots: readonly Snapshot[]): void {
    this.#ends = snapshots.flatMap(endsOf)
    this.#hasFiles = snapshots.some(({ kind }) => kind === 'file')
    const waits = this.#running().map((end) => waitFor(end, this.world.now(end.kind)))
    this.#dueAt = Date.now() + Math.min(...waits)
    this.#wait()
  }

  #wait(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const polls = this.#hasFiles && this.world.isUp()
    const pause = Math.min(this.#dueAt - Date.now(), polls ? FILES_MS : Infinity)
    if (pause === Infinity) return
    this.#timer = setTimeout(() => void this.#wake(), Math.min(pause, LONGEST_MS)).unref()
  }

  async #wake(): Promise<void> {
    this.#timer = null
    const isDue = Date.now() >= this.#dueAt
    const isOver = isDue && this.#running().length > 0
    // Its server fell asleep meanwhile, and is looked at when it wakes.
    if (isDue && !isOver) this.#dueAt = Infinity
    const isNew = isOver || (this.#hasFiles && this.world.isUp() && (await this.looking.hasMoved()))
    // Where somebody else has looked meanwhile, that look has said what is next.
    if (this.#isWaiting()) return
    if (isNew) this.looking.look()
    else this.#wait()
  }

  #isWaiting(): boolean {
    return this.#timer !== null
  }

  #running(): End[] {
    return this.#ends.filter(({ kind }) => this.world.runs(kind))
  }
}

function endsOf({ kind, records }: Snapshot): End[] {
  if (!isDeleting(kind)) return []
  return records.flatMap(({ expires }) => (expires === null ? [] : [{ kind, at: Date.parse(expires) }]))
}

function isDeleting(kind: StoreKind): kind is DeletingKind {
  return Object.hasOwn(DELETES, kind)
}

/** Milliseconds until a record may be seen to be gone; Infinity when it has outlived its end for good. */
function waitFor({ kind, at }: End, now: number): number {
  const { lateMs, everyMs } = DELETES[kind]
  const left = at + MARGIN_MS - now
  if (left > 0) return left
  return now - at < lateMs ? everyMs : Infinity
}
