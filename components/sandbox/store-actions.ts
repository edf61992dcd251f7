import { goLive } from './go-live'
import type { LabActions } from './lab'
import type { LabParts } from './lab-parts'

export type StoreCommands = Pick<
  LabActions,
  | 'removeRecord'
  | 'editRecord'
  | 'findRecords'
  | 'emptyStores'
  | 'changeEngine'
  | 'slowEngine'
  | 'createTable'
  | 'tableSql'
  | 'runQuery'
  | 'advanceClock'
>

const NOT_SAVED = 'It was not saved: the record is no longer there, or the store cannot be reached now.'
const NOT_REMOVED = 'Nothing was deleted: the record is no longer there, or the store cannot be reached now.'

/** What is done by hand to stores, engines and the clock. Questions leave the cursor where it is. */
export function storeActions(parts: LabParts): StoreCommands {
  const { get, set } = parts
  const ask: LabParts['ask'] = (command) => {
    goLive(parts)
    return parts.ask(command)
  }
  return {
    removeRecord: async (kind, sid, engine) => {
      const reply = await ask((client, id) => client.removeRecord(id, { kind, sid, engine }))
      if (reply?.removed === false) set({ refusal: { code: 'not_removed', message: NOT_REMOVED } })
    },
    editRecord: async (kind, sid, data, engine) => {
      const reply = await ask((client, id) => client.editRecord(id, { kind, sid, data, engine }))
      if (reply?.edited) return null
      return (reply === null ? get().refusal?.message : null) ?? NOT_SAVED
    },
    findRecords: (query) => parts.ask((client, id) => client.records(id, query)),
    emptyStores: async () => {
      await ask((client, id) => client.emptyStores(id))
    },
    changeEngine: async (kind, action) => {
      await ask((client, id) => client.engine(id, kind, action))
    },
    slowEngine: async (kind, latencyMs) => {
      await ask((client, id) => client.slowEngine(id, kind, latencyMs))
    },
    createTable: async (names = {}) => {
      const reply = await ask((client, id) => client.createTable(id, names))
      if (reply?.error) set({ refusal: { code: 'table_not_made', message: reply.error } })
    },
    tableSql: async (table) => (await parts.ask((client, id) => client.tableSql(id, table)))?.sql ?? null,
    runQuery: (sql) => parts.ask((client, id) => client.runQuery(id, sql)),
    advanceClock: async (ms) => {
      await ask((client, id) => client.advanceClock(id, ms))
    },
  }
}
