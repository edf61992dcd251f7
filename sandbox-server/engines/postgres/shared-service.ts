import type { SqlResult } from '../engine'
import type { Client } from '../service'
import type { RunningDatabase } from './database'
import type { PostgresService, QueryOptions } from './postgres-engine'
import { OwnSession } from './own-session'
import { serveConnection } from './serve'
import type { Tenants } from './tenants'
import type { Credentials } from './wire/log-in'

/** One workspace's role and database on a server that others use too. */
export class SharedService implements PostgresService {
  readonly ended: Promise<string>
  private readonly running: RunningDatabase
  private readonly tenant: Credentials
  private readonly tenants: Tenants
  private readonly keys = new Set<string>()
  private readonly session: OwnSession
  private readonly onEnd: () => void

  constructor(parts: {
    running: RunningDatabase
    tenant: Credentials
    tenants: Tenants
    /** Nothing of this workspace runs any more. */
    onEnd: () => void
  }) {
    this.running = parts.running
    this.tenant = parts.tenant
    this.tenants = parts.tenants
    this.onEnd = parts.onEnd
    this.ended = parts.running.ended
    this.session = new OwnSession(parts.running.connect, parts.tenant)
    void this.ended.then(parts.onEnd)
  }

  serve(client: Client): void {
    const { tenant, keys } = this
    void serveConnection(client, {
      connect: this.running.connect,
      tenant,
      restore: () => this.tenants.restore(tenant),
      keys,
      warning: () => null,
    })
  }

  query(sql: string, parameters: readonly (string | null)[], options: QueryOptions): Promise<SqlResult> {
    return this.session.query(sql, parameters, options)
  }

  /** Statements under way are cut off, as when the machine dies. */
  async kill(): Promise<void> {
    this.session.close()
    await this.tenants.disconnect(this.tenant).catch(() => undefined)
    this.onEnd()
  }

  rest(): Promise<void> {
    return this.kill()
  }
}
