const LONGEST_KEY = 250
/** Memcached takes 24 words at most; what it does with more is not the same in every version. */
const META_WORDS = 16
const LARGEST_FLAGS = 0xffff_ffff
/** Seconds, as a signed number of 32 bits; what becomes of more is not the same in every version. */
const LARGEST_EXPTIME = 0x7fff_ffff
/** UTF-8 too, byte by byte. */
const PRINTABLE = /^[!-~\x80-\xff]*$/
const BAD_FORMAT = 'CLIENT_ERROR bad command line format'
const BAD_FLAG = 'CLIENT_ERROR invalid flag'
/** Words of a command that stores, without `noreply`. */
const STORES: ReadonlyMap<string, number> = new Map([
  ...['set', 'add', 'replace', 'append', 'prepend'].map((verb): [string, number] => [verb, 5]),
  ['cas', 6],
])
/** Where the flags of a meta command begin. */
const FLAGS_FROM: ReadonlyMap<string, number> = new Map([
  ...['mg', 'md', 'ma'].map((verb): [string, number] => [verb, 2]),
  ['ms', 3],
])
/** Flags that are a letter alone: doc/protocol.txt, "Meta Commands". Memcached reads the letter, whatever follows it. */
const LETTERS_ALONE = /^[bcfhklqstuvxI]./

/**
 * What Memcached answers to a line that it refuses, or null. It takes the data after such a line for commands, and reads
 * no further than a zero byte, so what it would refuse must never reach it: its data would pass by all rules.
 */
export function misfit(words: readonly string[]): string | null {
  if (!words.every((word) => PRINTABLE.test(word))) return BAD_FORMAT
  const count = STORES.get(words[0] ?? '')
  if (count !== undefined) return storeMisfit(words, count)
  // To us `q1` would be another word than `q`, to Memcached it is the same.
  const from = FLAGS_FROM.get(words[0] ?? '')
  if (from !== undefined && words.slice(from).some((flag) => LETTERS_ALONE.test(flag))) return BAD_FLAG
  if (words[0] !== 'ms') return null
  return isKey(words[1]) && words.length <= META_WORDS ? null : BAD_FORMAT
}

const isKey = (word = ''): boolean => word.length > 0 && word.length <= LONGEST_KEY

function storeMisfit(words: readonly string[], count: number): string | null {
  const said = words.at(-1) === 'noreply' ? words.length - 1 : words.length
  if (said !== count) return 'ERROR'
  const [, key, flags = '', exptime = '', , unique = ''] = words
  const fits = isKey(key) && /^\d{1,10}$/.test(flags) && Number(flags) <= LARGEST_FLAGS
  const lives = /^-?\d{1,10}$/.test(exptime) && Math.abs(Number(exptime)) <= LARGEST_EXPTIME
  const fitsToo = lives && (count < 6 || /^\d{1,19}$/.test(unique))
  return fits && fitsToo ? null : BAD_FORMAT
}
