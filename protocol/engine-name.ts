import type { EngineKind } from './engine'
import type { StoreKind } from './snapshot'

/** What a kind of engine is called. */
export const ENGINE_NAMES: Record<EngineKind, string> = {
  redis: 'Redis',
  memcached: 'Memcached',
  postgres: 'PostgreSQL',
  mongo: 'MongoDB',
}

/** What a kind of store is called, where one word must do. */
export const STORE_NAMES: Record<StoreKind, string> = {
  ...ENGINE_NAMES,
  memory: 'Memory',
  file: 'Files',
  cookie: 'Jar',
}
