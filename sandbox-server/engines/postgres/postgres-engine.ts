import type { EngineView } from '../../../protocol/engine'
import type { PostgresEngine, SqlResult } from '../engine'
import type { Service } from '../service'
import { WorkspaceEngine } from '../workspace-engine'

export interface QueryOptions {
  /** The statement can change nothing. */
  readOnly?: boolean
  /** Rows kept; the others are counted. */
  rows?: number
  /** Starts a sleeping engine first. */
  start?: boolean
  /** Characters kept of each cell. */
  cellLength?: number
}

/** One workspace's database while it can be used. */
export interface PostgresService extends Service {
  /** Why it does not do all it should, in a sentence. */
  fault(): string | null
  query(sql: string, parameters: readonly (string | null)[], options: QueryOptions): Promise<SqlResult>
}

/** One workspace's PostgreSQL: its own role and database on a server, or a server of its own. */
export class OwnPostgres extends WorkspaceEngine<PostgresService> implements PostgresEngine {
  readonly kind = 'postgres'

  override view(): EngineView {
    const view = super.view()
    const fault = view.state === 'running' ? this.service().fault() : null
    return { ...view, fault: fault ?? view.fault }
  }

  async query(
    sql: string,
    parameters: readonly (string | null)[] = [],
    options: QueryOptions = {},
  ): Promise<SqlResult> {
    const service = options.start ? await this.wake() : this.service()
    return service.query(sql, parameters, options)
  }

  /** Expiry is a column that the app's own clock is compared with: there is nothing to move. */
  async advance(): Promise<void> {
    await Promise.resolve()
  }
}
