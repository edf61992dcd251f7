import { answer, type MemcachedRules, type MemcachedRuling } from './rules'
import type { MemcachedCommand } from './wire/request-parser'

/** What concerns keys and values. */
export const KEYED = new Set([
  ...['get', 'gets', 'gat', 'gats', 'set', 'add', 'replace', 'append', 'prepend', 'cas'],
  ...['incr', 'decr', 'delete', 'touch', 'mg', 'ms', 'md', 'ma', 'me'],
])
const HARMLESS = new Set([...KEYED, 'mn', 'version', 'stats', 'flush_all'])
/** Kinds of `stats` that neither switch something on nor never end. */
const STATS = new Set(['items', 'slabs', 'sizes', 'settings', 'reset', 'cachedump'])

/** For a server of the workspace's own: what concerns keys and values passes, what changes the server does not. */
export class PrivateMemcachedRules implements MemcachedRules {
  rule({ words }: MemcachedCommand): MemcachedRuling {
    const [verb = '', first = ''] = words
    if (verb === 'quit') return { type: 'answer', reply: Buffer.alloc(0), last: true }
    if (verb === 'verbosity') return answer('OK')
    if (verb === 'lru_crawler' && first === 'metadump') return { type: 'forward', words, alone: true }
    if (verb === 'stats' && first !== '' && !STATS.has(first)) return answer('ERROR')
    return HARMLESS.has(verb) ? { type: 'forward', words } : answer('ERROR')
  }
}
