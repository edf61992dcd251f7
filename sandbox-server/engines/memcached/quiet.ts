import type { MemcachedCommand } from './wire/request-parser'

/** What a quiet command leaves out, by its verb: Memcached's doc/protocol.txt, "quiet mode". */
const LEFT_OUT: ReadonlyMap<string, RegExp> = new Map([
  ['mg', /^EN/],
  ['ms', /^HD/],
  ['md', /^(HD|NF)/],
  ['ma', /^(HD|NF)/],
])
const EVERYTHING = /^/

export interface Loud {
  command: MemcachedCommand
  /** Replies that the app does not want. */
  unwanted: RegExp | null
}

/** Makes every command one that is answered, so that each answer can be told from the next. */
export function loud(command: MemcachedCommand): Loud {
  const { words } = command
  const [verb = ''] = words
  const pattern = LEFT_OUT.get(verb)
  const flags = verb === 'ms' ? 3 : 2
  if (pattern) {
    const kept = words.filter((word, index) => index < flags || word !== 'q')
    return { command: { ...command, words: kept }, unwanted: kept.length < words.length ? pattern : null }
  }
  if (words.length < 2 || words.at(-1) !== 'noreply') return { command, unwanted: null }
  return { command: { ...command, words: words.slice(0, -1) }, unwanted: EVERYTHING }
}
