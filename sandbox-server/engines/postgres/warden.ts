import { readFileSync } from 'node:fs'
import { LIMITS } from '../../../protocol/limits'
import type { Tenants } from './tenants'

/** What the warden tells of one workspace's database. */
export type Fill = 'room' | 'full' | 'over'

export interface Watched {
  /** Its role, which is also its database. */
  name: string
  /** The app is connected, or its database was too large at the last look: then its size is looked at. */
  isToBeMeasured: () => boolean
  /** The size has been looked at. Called now and then while it is to be, once at a time. */
  onSize: (bytes: number, fill: Fill) => Promise<void>
}

const TICK_MS = 500
const TICKS_PER_SIZE = 4
const MB = 1024 * 1024
/** Of all connections of one workspace, besides what all share. */
const MEMORY_BYTES = 192 * MB
const PAGE_BYTES = 4096
/** Of all connections of one workspace; those that hold more than an equal part of it then end. */
const LOCKS = 2000
const LOCKS_EACH = 60

const { databaseBytes, statementMs } = LIMITS.engine

/**
 * Ends what goes beyond the limits. PostgreSQL lets a role lift its own time limits by SET, so somebody must look from
 * outside: statements, transactions left open, and locks, of which all workspaces share one table.
 */
const END_WHAT_IS_OVER = `
WITH own AS (
  SELECT pid, usename, state, clock_timestamp() - query_start AS running, clock_timestamp() - state_change AS waiting,
    clock_timestamp() - xact_start AS open
  FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename = ANY (string_to_array($3, ','))
), holding AS (
  SELECT pid, count(*) AS held, sum(count(*)) OVER (PARTITION BY usename) AS total
  FROM own JOIN pg_locks USING (pid) GROUP BY pid, usename
), looked AS (
  SELECT own.*, total > ${String(LOCKS)} AND held > ${String(LOCKS_EACH)} AS locks FROM own LEFT JOIN holding USING (pid)
)
SELECT CASE
  WHEN locks OR state <> 'active' OR running > $2::interval THEN pg_terminate_backend(pid)
  ELSE pg_cancel_backend(pid) END
FROM looked
WHERE locks OR (state = 'active' AND running > $1::interval)
  OR (state LIKE 'idle in transaction%' AND (waiting > interval '65 s' OR open > interval '3 min'))`

const CONNECTED = `
SELECT usename, pid FROM pg_stat_activity
WHERE backend_type = 'client backend' AND usename = ANY (string_to_array($1, ','))`

/**
 * Keeps every workspace on a shared server within its limits, as long as the server works for any of them: it need not
 * notice that whoever asked has gone.
 */
export class Warden {
  private readonly tenants: Pick<Tenants, 'ask' | 'own'>
  private readonly watched = new Set<Watched>()
  /** Whose `onSize` is under way. */
  private readonly telling = new Set<Watched>()
  private timer: NodeJS.Timeout | null = null
  private ticks = 0
  /** The server may work for somebody. */
  private stirred = false

  constructor(tenants: Pick<Tenants, 'ask' | 'own'>) {
    this.tenants = tenants
  }

  /** Watches until the function returned is called. */
  watch(watched: Watched): () => void {
    this.watched.add(watched)
    // An earlier life of ours may have left something there.
    this.stir()
    this.arm()
    return () => {
      this.watched.delete(watched)
    }
  }

  /** Somebody came or went: looks until the server works for nobody. */
  stir(): void {
    this.stirred = true
  }

  private arm(): void {
    this.timer ??= setTimeout(() => {
      this.tick()
        // A server that is ending answers nobody; the next look tells.
        .catch(() => undefined)
        .finally(() => {
          this.timer = null
          if (this.watched.size > 0) this.arm()
        })
    }, TICK_MS).unref()
  }

  private async tick(): Promise<void> {
    const busy = [...this.watched].filter(({ isToBeMeasured }) => isToBeMeasured())
    // Who is connected may have come in since the last look began.
    if (busy.length === 0 && (!this.stirred || this.watched.size === 0)) return
    this.stirred = false
    try {
      await this.look(busy)
    } catch (error) {
      this.stir()
      throw error
    }
  }

  private async look(busy: readonly Watched[]): Promise<void> {
    this.ticks += 1
    const grace = (milliseconds: number): string => `${String(statementMs + milliseconds)} ms`
    // On somebody else's server there are other users, who are none of our business.
    const names = [...this.watched].map(({ name }) => name).join(',')
    await this.tenants.ask(END_WHAT_IS_OVER, [grace(500), grace(3000), names])
    const connected = await this.tenants.ask(CONNECTED, [names])
    if (connected.length > 0) this.stir()
    await this.endLargest(connected)
    if (busy.length > 0 && this.ticks % TICKS_PER_SIZE === 0) await this.measure(busy)
  }

  private async measure(busy: readonly Watched[]): Promise<void> {
    const rows = await this.tenants.ask(
      'SELECT datname, pg_database_size(oid) FROM pg_database WHERE datname = ANY (string_to_array($1, $2))',
      [busy.map(({ name }) => name).join(','), ','],
    )
    const sizes = new Map(rows.map(([name, bytes]) => [name, Number(bytes)]))
    for (const watched of busy) {
      const bytes = sizes.get(watched.name)
      if (bytes !== undefined && !this.telling.has(watched)) this.tell(watched, bytes)
    }
  }

  /** Not waited for: what one learner holds up must hold up nothing that protects the others. */
  private tell(watched: Watched, bytes: number): void {
    this.telling.add(watched)
    watched
      .onSize(bytes, fillOf(bytes))
      // The next look tells again.
      .catch(() => undefined)
      .finally(() => this.telling.delete(watched))
  }

  /** Where a workspace's connections take too much memory together, the largest ends. */
  private async endLargest(rows: readonly (string | null)[][]): Promise<void> {
    // Of a server elsewhere the numbers here are those of other processes.
    if (process.platform !== 'linux' || !this.tenants.own) return
    for (const role of new Set(rows.map(([name]) => name))) {
      const own = rows.filter(([name]) => name === role).map(([, pid]) => sizeOf(pid ?? ''))
      const largest = own.reduce((most, each) => (each.bytes > most.bytes ? each : most))
      const sum = own.reduce((total, { bytes }) => total + bytes, 0)
      if (sum > MEMORY_BYTES) await this.tenants.ask('SELECT pg_terminate_backend($1::int)', [largest.pid])
    }
  }
}

const fillOf = (bytes: number): Fill => {
  if (bytes > databaseBytes * 1.5) return 'over'
  return bytes > databaseBytes ? 'full' : 'room'
}

/** Memory that is a process's own: resident, less what it shares (proc(5), statm). */
function sizeOf(pid: string): { pid: string; bytes: number } {
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number)
    return { pid, bytes: (resident - shared) * PAGE_BYTES }
  } catch {
    return { pid, bytes: 0 }
  }
}
