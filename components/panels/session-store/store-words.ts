import type { AppMoment, StoreMoment } from '@/protocol/model/views'
import { storeModule } from '@/protocol/store-classes'

/** The store in use, as one would look it up: its module, else its class. */
export function storeName(app: AppMoment): string | null {
  const made = app.stores.at(-1)
  return made ? storeModule(made.store) : null
}

/** The heading over a store's records: the map in a heap, the folder, or what the engine calls itself. */
export function placeName(store: StoreMoment, instances: number): string {
  if (store.kind === 'memory') {
    return store.instance !== null && instances > 1
      ? `Map in memory, instance ${String(store.instance)}`
      : 'Map in the process’s memory'
  }
  return store.kind === 'file' ? store.engine.replace(/\/?$/, '/') : innerPlace(store)
}

/** The place inside its server, as the engine's name ends: `prefix sess:`, `public.session`; else the engine's name. */
export function innerPlace({ engine }: Pick<StoreMoment, 'engine'>): string {
  const comma = engine.indexOf(', ')
  return comma < 0 ? engine : engine.slice(comma + 2)
}

/** Why a store without records has none. */
export function emptyWords(store: StoreMoment, app: AppMoment): string {
  if (store.kind === 'memory') {
    const whose = store.instance === null ? 'The memory' : `The memory of instance ${String(store.instance)}`
    return app.state === 'ready' || app.state === 'starting'
      ? 'The map is empty: this process has kept no session yet.'
      : `${whose} is gone: the process ended.`
  }
  return EMPTY[store.kind]
}

const EMPTY: Record<Exclude<StoreMoment['kind'], 'memory'>, string> = {
  file: 'The folder is empty: no session has been saved.',
  redis: 'No keys: no session has been saved, or all have run out.',
  memcached: 'No items: no session has been saved, or all have run out.',
  postgres: 'The table has no rows: no session has been saved.',
  mongo: 'The collection is empty: no session has been saved.',
  cookie: 'The jar holds no session.',
}

/** The last part of where a record lies, with the id found in it. Only a path loses its folders. */
export function splitWhere(where: string, sid: string): { before: string; id: string; after: string } {
  const found = where.indexOf(sid)
  const isPath = found >= 0 && /^[\w./-]*\/$/.test(where.slice(0, found))
  const name = isPath || found < 0 ? where.slice(where.lastIndexOf('/') + 1) : where
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
