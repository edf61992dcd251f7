import type { MemcachedCommand } from './wire/request-parser'

/** What a quiet command leaves out, by its verb: Memcached's doc/protocol.txt, "quiet mode". */
const LEFT_OUT: ReadonlyMap<string, RegExp> = new Map([
  ['mg', /^EN/],
  ['ms', /^HD/],
  ['md', /^(HD|NF)/],
  ['ma', /^(HD|NF)/],
])
const EVERYTHING = /^/
/** What takes `noreply`, and how many words it has before that may stand: a key may be called so too. */
const TAKES_NOREPLY: ReadonlyMap<string, number> = new Map([
  ...['set', 'add', 'replace', 'append', 'prepend', 'cas'].map((verb): [string, number] => [verb, 2]),
  ...['incr', 'decr', 'touch', 'delete'].map((verb): [string, number] => [verb, 2]),
  ...['flush_all', 'verbosity'].map((verb): [string, number] => [verb, 1]),
])

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
  return withReply(command, TAKES_NOREPLY.get(verb) ?? words.length)
}

/** None of them is left: of two Memcached would obey the second. */
function withReply(command: MemcachedCommand, least: number): Loud {
  const { words } = command
  const last = words.findLastIndex((word, index) => index < least || word !== 'noreply')
  const kept = words.slice(0, last + 1)
  return { command: { ...command, words: kept }, unwanted: kept.length < words.length ? EVERYTHING : null }
}
