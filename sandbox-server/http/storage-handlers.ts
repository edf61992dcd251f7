import { CreateTableReply, QueryReply } from '../../protocol/api'
import type { Route } from '../../protocol/routes'
import { Refusal } from '../workspaces/refusal'
import type { Registry } from '../workspaces/registry'
import type { Storage } from '../workspaces/storage'
import type { Call, Handlers } from './handlers'

export type StorageHandlers = Pick<
  Handlers,
  | 'getStore'
  | 'getRecords'
  | 'editRecord'
  | 'removeRecord'
  | 'emptyStores'
  | 'getEngines'
  | 'changeEngine'
  | 'startEngine'
  | 'stopEngine'
  | 'restartEngine'
  | 'runQuery'
  | 'getTableSql'
  | 'createTable'
>

/** Handlers of everything about stores and engines. */
export function storageHandlers(registry: Registry): StorageHandlers {
  const own = ({ learner, params }: Pick<Call<Route>, 'learner' | 'params'>): Storage =>
    registry.owned(learner, params.id).storage
  const changeEngines = async (
    call: Pick<Call<Route>, 'learner' | 'params'>,
    change: Parameters<Storage['changeEngines']>[0],
  ) => ({ engines: await own(call).changeEngines(change) })

  return {
    getStore: async (call) => ({ snapshots: await own(call).snapshots() }),
    getRecords: async (call) => {
      const page = await own(call).records(call.query)
      if (!page) throw new Refusal('not_found')
      return page
    },
    editRecord: async (call) => {
      if (call.body.data === undefined) throw new Refusal('bad_request', 'data is missing')
      return { edited: await own(call).edit(call.body) }
    },
    removeRecord: async (call) => ({ removed: await own(call).remove(call.body) }),
    emptyStores: async (call) => ({ snapshots: await own(call).empty() }),

    getEngines: (call) => ({ engines: own(call).engines() }),
    changeEngine: async (call) =>
      changeEngines(call, (engines) => {
        engines.setLatency(call.params.kind, call.body.latencyMs)
      }),
    startEngine: async (call) => changeEngines(call, (engines) => engines.start(call.params.kind)),
    stopEngine: async (call) => changeEngines(call, (engines) => engines.stop(call.params.kind)),
    restartEngine: async (call) => changeEngines(call, (engines) => engines.restart(call.params.kind)),
    runQuery: async (call) => own(call).askDatabase(QueryReply, (database) => database.query(call.body.sql)),
    getTableSql: async (call) => own(call).tableSql(call.query),
    createTable: async (call) =>
      own(call).askDatabase(CreateTableReply, (database) => database.createTable(call.body)),
  }
}
