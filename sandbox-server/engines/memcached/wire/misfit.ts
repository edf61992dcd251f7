const LONGEST_KEY = 250
/** Memcached takes 24 words at most; what it does with more is not the same in every version. */
const META_WORDS = 16
const LARGEST_FLAGS = 0xffff_ffff
/** UTF-8 too, byte by byte. */
const PRINTABLE = /^[!-~\x80-\xff]*$/
const BAD_FORMAT = 'CLIENT_ERROR bad command line format'
/** Words of a command that stores, without `noreply`. */
const STORES: ReadonlyMap<string, number> = new Map([
  ...['set', 'add', 'replace', 'append', 'prepend'].map((verb): [string, number] => [verb, 5]),
  ['cas', 6],
])

/**
 * What Memcached answers to a line that it refuses, or null. It takes the data after such a line for commands, and reads
 * no further than a zero byte, so what it would refuse must never reach it: its data would pass by all rules.
 */
export function misfit(words: readonly string[]): string | null {
  if (!words.every((word) => PRINTABLE.test(word))) return BAD_FORMAT
  const count = STORES.get(words[0] ?? '')
  if (count !== undefined) return storeMisfit(words, count)
  if (words[0] !== 'ms') return null
  return isKey(words[1]) && words.length <= META_WORDS ? null : BAD_FORMAT
}

const isKey = (word = ''): boolean => word.length > 0 && word.length <= LONGEST_KEY

function storeMisfit(words: readonly string[], count: number): string | null {
  const said = words.at(-1) === 'noreply' ? words.length - 1 : words.length
  if (said !== count) return 'ERROR'
  const [, key, flags = '', exptime = '', , unique = ''] = words
  const fits = isKey(key) && /^\d{1,10}$/.test(flags) && Number(flags) <= LARGEST_FLAGS
  const fitsToo = /^-?\d{1,10}$/.test(exptime) && (count < 6 || /^\d{1,19}$/.test(unique))
  return fits && fitsToo ? null : BAD_FORMAT
}
