import type { MemcachedRules, MemcachedRuling } from '../rules'
import type { MemcachedCommand } from '../wire/request-parser'
import type { ItemSpace } from './item-space'
import { META_COMMANDS } from './meta-commands'
import { line, TEXT_COMMANDS } from './text-commands'

const VERSION = '1.6.0'

/** Counts as the real one's `stats`. */
export interface Counts {
  gets: number
  hits: number
  sets: number
}

/** Answers every command itself, from a space of items. */
export class StandInMemcachedRules implements MemcachedRules {
  private readonly space: ItemSpace
  private readonly counts: Counts

  constructor(space: ItemSpace, counts: Counts) {
    this.space = space
    this.counts = counts
  }

  rule(command: MemcachedCommand): MemcachedRuling {
    const [verb = '', first = ''] = command.words
    if (verb === 'quit') return { type: 'answer', reply: Buffer.alloc(0), last: true }
    const run = Object.hasOwn(TEXT_COMMANDS, verb) ? TEXT_COMMANDS[verb] : ownMeta(verb)
    const reply = run?.(this.space, command) ?? this.answer(verb, first)
    this.count(verb, reply)
    return { type: 'answer', reply }
  }

  private answer(verb: string, first: string): Buffer {
    switch (verb) {
      case 'version':
        return line(`VERSION ${VERSION} (stand-in)`)
      case 'verbosity':
        return line('OK')
      case 'flush_all':
        this.space.clear()
        return line('OK')
      case 'stats':
        return this.stats(first)
      case 'lru_crawler':
        return first === 'metadump' ? this.list() : line('ERROR')
      default:
        return line('ERROR')
    }
  }

  private stats(kind: string): Buffer {
    if (kind !== '') return line(kind === 'reset' ? 'RESET' : 'END')
    const { gets, hits, sets } = this.counts
    const facts: Readonly<Record<string, string | number>> = {
      ...{ version: `${VERSION} (stand-in)`, time: Math.floor(Date.now() / 1000) },
      ...{ cmd_get: gets, cmd_set: sets, get_hits: hits, get_misses: gets - hits },
      ...{ curr_items: this.space.size, bytes: this.space.usedBytes, evictions: this.space.evictions },
    }
    const lines = Object.entries(facts).map(([name, value]) => `STAT ${name} ${value}`)
    return line([...lines, 'END'].join('\r\n'))
  }

  private list(): Buffer {
    const lines = this.space.keys().flatMap((key) => {
      const item = this.space.peek(key)
      if (!item) return []
      const { expires, used, cas, fetched, data } = item
      const fact = `la=${used} cas=${cas} fetch=${fetched ? 'yes' : 'no'} cls=1 size=${data.length}`
      return [`key=${encoded(key)} exp=${expires} ${fact}\n`]
    })
    return Buffer.concat([Buffer.from(lines.join(''), 'latin1'), line('END')])
  }

  private count(verb: string, reply: Buffer): void {
    if (['get', 'gets', 'gat', 'gats', 'mg'].includes(verb)) {
      this.counts.gets += 1
      if (/^(VALUE|VA|HD)/.test(reply.toString('latin1', 0, 5))) this.counts.hits += 1
    } else if (['set', 'add', 'replace', 'append', 'prepend', 'cas', 'ms'].includes(verb)) this.counts.sets += 1
  }
}

const ownMeta = (verb: string) => (Object.hasOwn(META_COMMANDS, verb) ? META_COMMANDS[verb] : undefined)

/** As in a URL, byte by byte. */
const encoded = (key: string): string =>
  key.replace(/[^\w.~-]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
