import type { StoreKind } from '../../../protocol/snapshot'
import { anyValue, className, cutText, isReadable, ownValue } from './read-safely'
import { postgresOptions } from './store-options-postgres'

export interface ServerStoreOptions {
  kind: StoreKind
  /** Plain facts by the option's own name: no clients, no secrets. */
  options: Record<string, unknown>
}

/** What a store that keeps its records on a server was made with; null for any other store. */
export function serverStoreOptions(store: unknown): ServerStoreOptions | null {
  const postgres = postgresOptions(store)
  if (postgres) return { kind: 'postgres', options: postgres }
  if (isRedisStore(store)) return { kind: 'redis', options: redisOptions(store) }
  if (isMongoStore(store)) return { kind: 'mongo', options: mongoOptions(ownValue(store, 'options')) }
  if (isMemcachedStore(store)) return { kind: 'memcached', options: memcachedOptions(store) }
  return className(store) === 'PGStore' ? { kind: 'postgres', options: {} } : null
}

/** connect-redis 9.0.0 keeps every option on the instance (dist/connect-redis.cjs, constructor). */
function isRedisStore(store: unknown): boolean {
  return ['prefix', 'scanCount', 'serializer', 'disableTTL'].every((name) => has(store, name))
}

function redisOptions(store: unknown): Record<string, unknown> {
  const serializer = ownValue(store, 'serializer')
  return {
    ...scalars(store, ['prefix', 'ttl', 'disableTTL', 'disableTouch', 'scanCount']),
    serializer: serializer === JSON ? 'JSON' : '[own]',
  }
}

/** connect-memcached 3.0.0, lib/connect-memcached.js; the client is the module memcached, which keeps its servers and options. */
function isMemcachedStore(store: unknown): boolean {
  return has(store, 'client') && has(store, 'prefix') && typeof anyValue(store, 'getKey') === 'function'
}

function memcachedOptions(store: unknown): Record<string, unknown> {
  const client = ownValue(store, 'client')
  const servers = ownValue(client, 'servers')
  const hosts = Array.isArray(servers)
    ? servers.slice(0, 10).flatMap((host) => (typeof host === 'string' ? [cutText(host, 200)] : []))
    : []
  return {
    ...scalars(store, ['prefix', 'ttl']),
    ...scalars(client, ['namespace']),
    hosts,
    sealed: Boolean(ownValue(store, 'secret')),
  }
}

/** connect-mongo 6, dist/index.cjs: the options with their defaults. */
function isMongoStore(store: unknown): boolean {
  return ['collectionP', 'transformFunctions', 'options'].every((name) => has(store, name))
}

function mongoOptions(options: unknown): Record<string, unknown> {
  const names = [
    'mongoUrl',
    'dbName',
    'collectionName',
    'ttl',
    'autoRemove',
    'autoRemoveInterval',
    'touchAfter',
    'stringify',
    'timestamps',
  ]
  const sealed = isReadable(ownValue(options, 'cryptoAdapter'))
  return { ...scalars(options, names), sealed, ownIds: has(options, 'transformId') }
}

function has(target: unknown, name: string): boolean {
  return isReadable(target) && Object.hasOwn(target, name)
}

function scalars(target: unknown, names: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const name of names) {
    const value = ownValue(target, name)
    if (typeof value === 'string') found[name] = cutText(value, 300)
    else if (typeof value === 'number' || typeof value === 'boolean') found[name] = value
    else if (typeof value === 'function') found[name] = '[function]'
  }
  return found
}
