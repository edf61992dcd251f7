import type * as z from 'zod'
import {
  RecordsReply,
  type CreateTable,
  type EditRecord,
  type RecordsQuery,
  type RemoveRecord,
  type TableSqlReply,
} from '../../protocol/api'
import { EngineView } from '../../protocol/engine'
import { Snapshot } from '../../protocol/snapshot'
import type { Recorder } from '../tracing/recorder'
import type { Cleaner } from './cleaner'
import { Database } from './database'
import type { Drivers } from './drivers'
import { engineFailure, type Engines } from './engines'
import type { IdleTimer } from './idle-timer'
import type { Journal } from './journal'
import type { Stores } from './stores'

export interface StorageParts {
  stores: Stores
  engines: Engines
  recorder: Pick<Recorder, 'record'>
  drivers: Pick<Drivers, 'tableSql' | 'createTable' | 'dropTables'>
  cleaner: Cleaner
  journal: Journal
  idle: IdleTimer
}

/** What a learner sees of and does to one workspace's stores and engines by hand. */
export class Storage {
  constructor(private readonly parts: StorageParts) {}

  async snapshots(): Promise<Snapshot[]> {
    return this.parts.cleaner.value(Snapshot.array(), await this.parts.stores.read())
  }

  /** null: there is no such snapshot. */
  async records(query: RecordsQuery): Promise<RecordsReply | null> {
    const page = await this.parts.stores.page(query)
    return page && this.parts.cleaner.value(RecordsReply, page)
  }

  remove(record: RemoveRecord): Promise<boolean> {
    return this.#asked(() => this.parts.stores.remove(record))
  }

  edit(record: EditRecord): Promise<boolean> {
    return this.#asked(() => this.parts.stores.edit(record))
  }

  /** Every record of every store is gone, and the session tables; the learner's other tables and files are not. */
  async empty(): Promise<Snapshot[]> {
    const { stores, engines, drivers, recorder } = this.parts
    await this.#asked(async () => {
      await stores.empty()
      if (engines.isUsed('postgres')) await drivers.dropTables(engines.get('postgres'))
      recorder.record({ type: 'stores.emptied' })
      await stores.refresh(null)
    })
    return this.snapshots()
  }

  engines(): EngineView[] {
    return this.parts.cleaner.value(EngineView.array(), this.parts.engines.views())
  }

  /** Starts, ends or slows an engine; resolves with all of them when the trace has it. */
  async changeEngines(change: (engines: Engines) => Promise<void> | void): Promise<EngineView[]> {
    await this.#asked(() => change(this.parts.engines))
    return this.engines()
  }

  tableSql(table: CreateTable): Promise<TableSqlReply> {
    return this.parts.drivers.tableSql(table)
  }

  askDatabase<T>(schema: z.ZodType<T>, question: (database: Database) => Promise<T>): Promise<T> {
    const { engines, drivers, cleaner, recorder, stores } = this.parts
    return this.#asked(async () => {
      const database = new Database(engines.get('postgres'), drivers, (asked) =>
        recorder.record({ ...asked, type: 'engine.asked' }),
      )
      const reply = await question(database)
      // Nobody else says that a table may be there now.
      stores.stir(null)
      return cleaner.value(schema, reply)
    })
  }

  /** An engine's own failures are refusals; what was done is in the trace and durable when this resolves. */
  async #asked<T>(task: () => Promise<T> | T): Promise<T> {
    const { idle, stores, journal } = this.parts
    const release = idle.hold()
    try {
      return await task()
    } catch (error) {
      throw engineFailure(error)
    } finally {
      await stores.quiet()
      await journal.durable()
      release()
    }
  }
}
