import type { SqlResult } from '../engine'
import type { Client } from '../service'
import type { RunningDatabase } from './database'
import { OwnSession } from './own-session'
import type { PostgresService, QueryOptions } from './postgres-engine'
import { serveConnection } from './serve'
import { SizeLimit } from './size-limit'
import type { Row, Seats } from './seats'
import type { Tenants } from './tenants'
import type { Warden } from './warden'
import { TOO_MANY_CLIENTS } from './wire/failure'
import type { Credentials } from './wire/log-in'

export interface SharedParts {
  running: RunningDatabase
  tenant: Credentials
  tenants: Tenants
  warden: Warden
  seats: Seats
  /** Its fault is another than before. */
  onFault: () => void
  /** Nothing of this workspace runs any more. */
  onEnd: () => void
}

/** One workspace's role and database on a server that others use too. */
export class SharedService implements PostgresService {
  readonly ended: Promise<string>
  private readonly parts: SharedParts
  /** What the app may cancel: one for each of its connections. */
  private readonly keys = new Set<string>()
  private readonly session: OwnSession
  private readonly size: SizeLimit
  private readonly row: Row
  private readonly unwatch: () => void
  private restoring: Promise<void> | null = null

  constructor(parts: SharedParts) {
    const { running, tenant, tenants, warden, seats } = parts
    this.parts = parts
    this.row = seats.row()
    this.ended = running.ended
    this.session = new OwnSession(running.connect, tenant)
    this.size = new SizeLimit(tenants, tenant, parts.onFault)
    this.unwatch = warden.watch({
      name: tenant.user,
      // What was too large may be gone with the transaction that wrote it, and nobody may come in to show that.
      isToBeMeasured: () => this.keys.size > 0 || this.size.fault !== null,
      onSize: async (bytes, fill) => {
        await this.size.noteSize(bytes, fill)
        // Its learner may hold it up, and the next look must come all the same.
        if (fill !== 'room') void this.session.tidy()
      },
    })
    void this.ended.then(() => {
      this.over()
    })
  }

  fault(): string | null {
    return this.size.fault
  }

  serve(client: Client): void {
    const { running, tenant, warden } = this.parts
    warden.stir()
    client.onClose(() => {
      warden.stir()
    })
    void serveConnection(client, {
      connect: running.connect,
      tenant,
      restore: () => this.restore(),
      keys: this.keys,
      refusal: () => this.size.refusal() ?? this.seat(client),
      notice: () => this.size.notice(),
    })
  }

  query(sql: string, parameters: readonly (string | null)[], options: QueryOptions): Promise<SqlResult> {
    this.parts.warden.stir()
    return this.session.query(sql, parameters, options)
  }

  /** Statements under way are cut off, as when the machine dies. */
  async kill(): Promise<void> {
    const { tenants, tenant } = this.parts
    this.session.close()
    try {
      await tenants.disconnect(tenant).catch(() => undefined)
      if (this.size.isOver) await tenants.drop(tenant)
    } finally {
      this.over()
    }
  }

  async rest(): Promise<void> {
    const { tenants, tenant } = this.parts
    this.session.close()
    await tenants.disconnect(tenant).catch(() => undefined)
    this.over()
  }

  /** What is said to one more than the server's connections allow; null: it has a place until it goes. */
  private seat(client: Client): Buffer | null {
    if (!this.row.take()) return TOO_MANY_CLIENTS
    client.onClose(() => {
      this.row.leave()
    })
    return null
  }

  /** Once for all connections that wait for it. */
  private restore(): Promise<void> {
    const { tenants, tenant } = this.parts
    this.restoring ??= tenants.restore(tenant).finally(() => {
      this.restoring = null
    })
    return this.restoring
  }

  private over(): void {
    this.unwatch()
    this.parts.onEnd()
  }
}
