import type { Files } from '../../protocol/workspace'

/** Modules that take long to load, by the names with which an app asks for them. */
const SLOW = new Map<string, readonly string[]>([
  ['redis', ['redis']],
  ['connect-redis', ['connect-redis', 'redis']],
  ['pg', ['pg']],
  ['connect-pg-simple', ['connect-pg-simple', 'pg']],
  ['connect-memcached', ['connect-memcached']],
  ['mongodb', ['mongodb']],
  ['connect-mongo', ['connect-mongo', 'mongodb']],
])
/** node-redis makes a class for each set of options: the one with this option is another. */
const OPTION = 'disableOfflineQueue'
const QUOTED = /['"]([a-z-]+)['"]/g

/**
 * The slow modules that an app's source names, in order; a name in a string or comment costs nothing but memory.
 * `redis#disableOfflineQueue`: a client is made with this option.
 */
export function slowModules(files: Files): string[] {
  const found = new Set<string>()
  for (const text of Object.values(files)) {
    for (const [, name = ''] of text.matchAll(QUOTED)) SLOW.get(name)?.forEach((each) => found.add(each))
  }
  if (found.has('redis') && Object.values(files).some((text) => text.includes(OPTION)))
    found.add(`redis#${OPTION}`)
  return [...found].sort()
}
