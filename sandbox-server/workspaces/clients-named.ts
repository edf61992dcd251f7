import type { EngineKind } from '../../protocol/engine'
import type { Files } from '../../protocol/workspace'

interface Client {
  /** What takes long to load for it. */
  modules: readonly string[]
  engine: EngineKind
}

/** Modules that are clients of a server, by the names with which an app asks for them. */
const CLIENTS = new Map<string, Client>([
  ['redis', { modules: ['redis'], engine: 'redis' }],
  ['connect-redis', { modules: ['connect-redis', 'redis'], engine: 'redis' }],
  ['pg', { modules: ['pg'], engine: 'postgres' }],
  ['connect-pg-simple', { modules: ['connect-pg-simple', 'pg'], engine: 'postgres' }],
  ['connect-memcached', { modules: ['connect-memcached'], engine: 'memcached' }],
  ['mongodb', { modules: ['mongodb'], engine: 'mongo' }],
  ['connect-mongo', { modules: ['connect-mongo', 'mongodb'], engine: 'mongo' }],
])
/** node-redis makes a class for each set of options: the one with this option is another. */
const OPTION = 'disableOfflineQueue'
const QUOTED = /['"]([a-z-]+)['"]/g

/**
 * The slow modules that an app's source names, in order; a name in a string or comment costs nothing but memory.
 * `redis#disableOfflineQueue`: a client is made with this option.
 */
export function slowModules(files: Files): string[] {
  const found = new Set([...clients(files)].flatMap(({ modules }) => modules))
  if (found.has('redis') && Object.values(files).some((text) => text.includes(OPTION)))
    found.add(`redis#${OPTION}`)
  return [...found].sort()
}

/** The kinds of server that an app's source may ask, found as above. */
export function engineKinds(files: Files): EngineKind[] {
  return [...new Set([...clients(files)].map(({ engine }) => engine))]
}

/** Each once: a file may be nothing but names. */
function clients(files: Files): Set<Client> {
  const found = new Set<Client>()
  for (const text of Object.values(files)) {
    for (const [, name = ''] of text.matchAll(QUOTED)) {
      const client = CLIENTS.get(name)
      if (client) found.add(client)
    }
  }
  return found
}
