import type { AppMoment, StoreMoment } from '@/protocol/model/views'

const MODULES: Record<string, string> = {
  FileStore: 'session-file-store',
  MemoryStore: 'MemoryStore, the default',
}

/** The store in use, as one would look it up: its module, else its class. */
export function storeName(app: AppMoment): string | null {
  const made = app.stores.at(-1)
  return made ? (MODULES[made.store] ?? made.store) : null
}

/** The heading over a store's records: the map in a heap, the folder, or what the engine calls itself. */
export function placeName(store: StoreMoment, instances: number): string {
  if (store.kind === 'memory') {
    return store.instance !== null && instances > 1
      ? `Map in memory, instance ${String(store.instance)}`
      : 'Map in the process’s memory'
  }
  return store.kind === 'file' ? store.engine.replace(/\/?$/, '/') : store.engine
}

/** Why a store without records has none. */
export function emptyWords(store: StoreMoment, app: AppMoment): string {
  if (store.kind === 'memory') {
    const whose = store.instance === null ? 'The memory' : `The memory of instance ${String(store.instance)}`
    return app.state === 'ready' || app.state === 'starting'
      ? 'The map is empty: this process has kept no session yet.'
      : `${whose} is gone: the process ended.`
  }
  return store.kind === 'file' ? 'The folder is empty: no session has been saved.' : 'No records.'
}

/** The last part of where a record lies, with the id found in it. */
export function splitWhere(where: string, sid: string): { before: string; id: string; after: string } {
  const name = where.slice(where.lastIndexOf('/') + 1)
  const at = name.indexOf(sid)
  if (at < 0) return { before: name, id: '', after: '' }
  return { before: name.slice(0, at), id: sid, after: name.slice(at + sid.length) }
}

/** As {@link splitWhere}, in a list: a key of the heap's map stands without the map's own name. */
export function listedName(where: string, sid: string): ReturnType<typeof splitWhere> {
  const { before, id, after } = splitWhere(where, sid)
  const key = /^\w+\["$/.test(before) && after === '"]'
  return key ? { before: '"', id, after: '"' } : { before, id, after }
}

/** An id in few characters: its beginning and its end. */
export const shortId = (sid: string): string => (sid.length > 12 ? `${sid.slice(0, 4)}…${sid.slice(-4)}` : sid)
