import type { MemcachedCommand } from '../wire/request-parser'
import { endOf, type Item, type ItemSpace } from './item-space'

export const line = (text: string): Buffer => Buffer.from(`${text}\r\n`, 'latin1')

export const BAD_FORMAT = line('CLIENT_ERROR bad command line format')
const NOT_FOUND = line('NOT_FOUND')
const END = line('END')
const LONGEST_ANSWER = 16 * 1024 * 1024
const LARGEST_COUNTER = 2n ** 64n

type Run = (space: ItemSpace, command: MemcachedCommand) => Buffer

/** The classic text commands: Memcached's doc/protocol.txt. */
export const TEXT_COMMANDS: Readonly<Record<string, Run>> = {
  get: (space, { words }) => values(space, words.slice(1), false),
  gets: (space, { words }) => values(space, words.slice(1), true),
  gat: (space, { words }) => touchAndGet(space, words, false),
  gats: (space, { words }) => touchAndGet(space, words, true),
  set: (space, command) => store(space, command, () => true),
  add: (space, command) => store(space, command, (item) => !item),
  replace: (space, command) => store(space, command, (item) => item !== null),
  append: (space, command) => join(space, command, (old, added) => [old, added]),
  prepend: (space, command) => join(space, command, (old, added) => [added, old]),
  cas: compareAndStore,
  delete: (space, { words }) => (forget(space, words[1]) ? line('DELETED') : NOT_FOUND),
  touch: (space, { words }) => (touch(space, words[1], words[2]) ? line('TOUCHED') : NOT_FOUND),
  incr: (space, { words }) => count(space, words, 1n),
  decr: (space, { words }) => count(space, words, -1n),
}

export const isKey = (key: string | undefined): key is string =>
  key !== undefined && key.length > 0 && key.length <= 250

export const isInteger = (text: string | undefined): text is string => /^-?\d{1,10}$/.test(text ?? '')

function values(space: ItemSpace, keys: readonly string[], withCas: boolean): Buffer {
  if (keys.length === 0) return line('ERROR')
  if (!keys.every(isKey)) return BAD_FORMAT
  let bytes = 0
  const parts = keys.flatMap((key) => {
    const item = space.get(key)
    bytes += item?.data.length ?? 0
    // The same key may be asked for a thousand times.
    if (!item || bytes > LONGEST_ANSWER) return []
    const { flags, data, cas } = item
    return [line(`VALUE ${key} ${flags} ${data.length}${withCas ? ` ${cas}` : ''}`), data, Buffer.from('\r\n')]
  })
  if (bytes > LONGEST_ANSWER) return line('SERVER_ERROR out of memory writing get response')
  return Buffer.concat([...parts, END])
}

function touchAndGet(space: ItemSpace, [, exptime, ...keys]: readonly string[], withCas: boolean): Buffer {
  if (!isInteger(exptime)) return line('CLIENT_ERROR invalid exptime argument')
  for (const key of keys) touch(space, key, exptime)
  return values(space, keys, withCas)
}

function store(space: ItemSpace, command: MemcachedCommand, may: (item: Item | null) => boolean): Buffer {
  const [, key, flags = '', exptime] = command.words
  if (!isKey(key) || !/^\d{1,10}$/.test(flags) || !isInteger(exptime) || !command.data) return BAD_FORMAT
  if (!may(space.peek(key))) return line('NOT_STORED')
  space.set(key, { flags, expires: endOf(Number(exptime)), data: command.data })
  return line('STORED')
}

function join(
  space: ItemSpace,
  { words, data }: MemcachedCommand,
  order: (old: Buffer, added: Buffer) => Buffer[],
): Buffer {
  const old = space.peek(words[1] ?? '')
  if (!isKey(words[1]) || !data) return BAD_FORMAT
  if (!old) return line('NOT_STORED')
  const joined = Buffer.concat(order(old.data, data))
  if (joined.length > 1024 * 1024) return line('SERVER_ERROR object too large for cache')
  space.set(words[1], { ...old, data: joined })
  return line('STORED')
}

function compareAndStore(space: ItemSpace, command: MemcachedCommand): Buffer {
  const old = space.peek(command.words[1] ?? '')
  if (!old) return NOT_FOUND
  if (String(old.cas) !== command.words[5]) return line('EXISTS')
  return store(space, command, () => true)
}

function forget(space: ItemSpace, key: string | undefined): boolean {
  return key !== undefined && space.peek(key) !== null && space.delete(key)
}

function touch(space: ItemSpace, key: string | undefined, exptime: string | undefined): boolean {
  const item = space.peek(key ?? '')
  if (!item || !isInteger(exptime)) return false
  item.expires = endOf(Number(exptime))
  return true
}

function count(space: ItemSpace, [, key, amount = '']: readonly string[], sign: 1n | -1n): Buffer {
  const item = space.peek(key ?? '')
  if (!isKey(key) || !/^\d{1,20}$/.test(amount)) return line('CLIENT_ERROR invalid numeric delta argument')
  if (!item) return NOT_FOUND
  const text = item.data.toString('latin1')
  if (!/^\d{1,20}$/.test(text)) return line('CLIENT_ERROR cannot increment or decrement non-numeric value')
  const sum = BigInt(text) + sign * BigInt(amount)
  const value = sum < 0n ? 0n : sum % LARGEST_COUNTER
  space.set(key, { ...item, data: Buffer.from(String(value)) })
  return line(String(value))
}
