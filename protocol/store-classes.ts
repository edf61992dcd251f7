import type { StoreKind } from './snapshot'

/** The stores and cookie modules of the course, by the name that `store.made` tells: where each keeps its sessions. */
const CLASSES: Readonly<Record<string, { kind: StoreKind; module: string }>> = {
  MemoryStore: { kind: 'memory', module: 'MemoryStore, the default' },
  FileStore: { kind: 'file', module: 'session-file-store' },
  RedisStore: { kind: 'redis', module: 'connect-redis' },
  MemcachedStore: { kind: 'memcached', module: 'connect-memcached' },
  PGStore: { kind: 'postgres', module: 'connect-pg-simple' },
  MongoStore: { kind: 'mongo', module: 'connect-mongo' },
  'cookie-session': { kind: 'cookie', module: 'cookie-session' },
  'client-sessions': { kind: 'cookie', module: 'client-sessions' },
  'iron-session': { kind: 'cookie', module: 'iron-session' },
}

/** Where a store of this class keeps its sessions; null for one the course does not know. */
export const storeKindOf = (store: string): StoreKind | null => CLASSES[store]?.kind ?? null

/** The module to look it up by; the class itself where it is not known. */
export const storeModule = (store: string): string => CLASSES[store]?.module ?? store
