import { isUtf8 } from 'node:buffer'
import { KEYED } from '../private-rules'
import { answer, type MemcachedRules, type MemcachedRuling } from '../rules'
import type { MemcachedCommand } from '../wire/request-parser'
import type { Share } from './share'
import { countAnswered, countSent, type Prefixed } from './share-tap'

const LONGEST_KEY = 250

export interface SharedOwner {
  prefix: string
  share: Share
  /** Deletes what is ours. */
  clear: () => Promise<void>
}

/** For a Memcached that others use too: a key space of the workspace's own, and nothing that concerns the server. */
export class SharedMemcachedRules implements MemcachedRules {
  private readonly owner: SharedOwner
  private counts = { gets: 0, hits: 0, sets: 0 }

  constructor(owner: SharedOwner) {
    this.owner = owner
  }

  rule(command: MemcachedCommand): MemcachedRuling {
    const { words } = command
    const [verb = '', first = ''] = words
    if (KEYED.has(verb)) return this.keyed(verb, command)
    switch (verb) {
      case 'mn':
      case 'version':
        return { type: 'forward', words: [verb] }
      case 'verbosity':
        return answer('OK')
      case 'quit':
        return { type: 'answer', reply: Buffer.alloc(0), last: true }
      case 'stats':
        return answer(first === '' ? this.stats() : 'END')
      case 'flush_all':
        return { type: 'later', reply: this.owner.clear().then(() => Buffer.from('OK\r\n')) }
      case 'lru_crawler':
        return first === 'metadump' ? this.list(words[2] ?? 'all') : answer('ERROR')
      default:
        return answer('ERROR')
    }
  }

  private keyed(verb: string, { words, data }: MemcachedCommand): MemcachedRuling {
    const meta = verb.length === 2 && verb.startsWith('m')
    // An encoded key would hide whose it is; `me` tells nothing about sessions.
    if (verb === 'me' || (meta && words.slice(2).some((flag) => flag.startsWith('b'))))
      return answer('CLIENT_ERROR bad command line format')
    const [from, to] = keyRange(verb, words.length)
    const prefixed = words.map((word, index) =>
      index >= from && index < to ? `${this.owner.prefix}${word}` : word,
    )
    // Other keys would neither be counted nor removed: what lists them reads text.
    const isText = prefixed.every((word) => isUtf8(Buffer.from(word, 'latin1')))
    if (words.length <= from || !isText || prefixed.some((word) => word.length > LONGEST_KEY))
      return answer('CLIENT_ERROR bad command line format')
    this.countAsked(verb)
    const sent = { words: prefixed, data }
    countSent(this.owner.share, sent)
    return { type: 'forward', words: prefixed, translate: (line) => this.shown(line, verb, sent) }
  }

  private shown(line: string, verb: string, sent: Prefixed): string {
    const { prefix, share } = this.owner
    countAnswered(share, sent, line)
    if (/^(VALUE|VA) /.test(line) || (verb === 'mg' && line.startsWith('HD'))) this.counts.hits += 1
    if (line.startsWith(`VALUE ${prefix}`)) return `VALUE ${line.slice(6 + prefix.length)}`
    return line.replace(` k${prefix}`, ' k')
  }

  private countAsked(verb: string): void {
    if (verb === 'mg' || verb.startsWith('g')) this.counts.gets += 1
    else this.counts.sets += 1
  }

  private list(what: string): MemcachedRuling {
    const start = `key=${encodeURIComponent(this.owner.prefix)}`
    const translate = (line: string): string | null => {
      if (line.startsWith(start)) return `key=${line.slice(start.length)}`
      return line.startsWith('key=') ? null : line
    }
    return { type: 'forward', words: ['lru_crawler', 'metadump', what], translate, alone: true }
  }

  private stats(): string {
    const { gets, hits, sets } = this.counts
    const asked = { cmd_get: gets, cmd_set: sets, get_hits: hits, get_misses: Math.max(0, gets - hits) }
    const facts = { ...asked, ...this.owner.share.facts }
    return [...Object.entries(facts).map(([name, value]) => `STAT ${name} ${value}`), 'END'].join('\r\n')
  }
}

/** Which words are keys: from, and up to but without. */
function keyRange(verb: string, count: number): [number, number] {
  if (verb === 'get' || verb === 'gets') return [1, count]
  if (verb === 'gat' || verb === 'gats') return [2, count]
  return [1, 2]
}
