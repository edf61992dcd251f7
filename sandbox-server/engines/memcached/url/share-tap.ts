import type { MemcachedCommand } from '../wire/request-parser'
import type { Share } from './share'

const REPLACES = new Set(['set', 'add', 'replace', 'cas'])
const JOINS = new Set(['append', 'prepend'])
/** The largest number has so many digits. */
const COUNTER_BYTES = 20

/** A command whose keys have their prefix. */
export type Prefixed = Pick<MemcachedCommand, 'words' | 'data'>

/** What is on its way to the server counts at once: whoever sends much does not wait for answers. */
export function countSent(share: Share, { words, data }: Prefixed): void {
  const [verb = '', key = ''] = words
  if (data === null) return
  if (JOINS.has(verb) || (verb === 'ms' && joins(words)))
    share.expectMore(plain(key), data.length, verb === 'ms' && makes(words))
  else share.expect(plain(key), data.length)
}

/** What a line of the server's answer tells of the items there. */
export function countAnswered(share: Share, { words, data }: Prefixed, line: string): void {
  const [verb = '', key = ''] = words
  const [said = '', first = '', , length = ''] = line.split(' ')
  if (said === 'VALUE') share.holds(plain(first), Number(length))
  else if (said === 'VA' && !words.includes('u')) share.holds(plain(key), Number(first))
  else if (isStored(verb, words, said) && data) share.holds(plain(key), data.length)
  else if (isMade(verb, words, said)) share.expect(plain(key), COUNTER_BYTES)
  else if (said === 'DELETED' || isDeleted(verb, words, said)) share.gone(plain(key))
}

function isStored(verb: string, words: readonly string[], said: string): boolean {
  if (REPLACES.has(verb)) return said === 'STORED'
  return verb === 'ms' && said === 'HD' && !joins(words)
}

/** With the flag N the item that is not there is made, by a question and by what is joined (protocol.txt, "Meta Get"). */
const makes = (words: readonly string[]): boolean => words.slice(2).some((flag) => flag.startsWith('N'))

const isMade = (verb: string, words: readonly string[], said: string): boolean =>
  (verb === 'mg' || verb === 'ma') && said === 'HD' && makes(words)

/** With the flag I an item is only called stale, with x it is only emptied (protocol.txt, "Meta Delete"). */
const isDeleted = (verb: string, words: readonly string[], said: string): boolean =>
  verb === 'md' && said === 'HD' && !words.slice(2).some((flag) => /^[Ix]/.test(flag))

/** The modes append and prepend (protocol.txt, "Meta Set"). */
const joins = (words: readonly string[]): boolean => words.slice(3).some((flag) => /^M[AaPp]/.test(flag))

/** Bytes of a line as text, in which commands of ours travel. */
const plain = (key: string): string => Buffer.from(key, 'latin1').toString()
