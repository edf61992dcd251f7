/** Where the keys stand among a command's arguments: the name is 0. */
export type KeyPlaces = 'first' | 'all' | 'pairs' | 'two' | 'second'

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean)

const FIRST = words(`
  GET GETDEL GETEX STRLEN GETRANGE TTL PTTL EXPIRETIME PEXPIRETIME EXPIRE PEXPIRE EXPIREAT PEXPIREAT PERSIST TYPE
  HGET HMGET HGETALL HKEYS HVALS HLEN HEXISTS HDEL HSTRLEN HSCAN LRANGE LLEN LINDEX LPOP RPOP LREM LTRIM
  SMEMBERS SISMEMBER SMISMEMBER SCARD SREM SPOP SSCAN
  ZRANGE ZSCORE ZCARD ZRANK ZREM ZCOUNT ZRANGEBYSCORE ZSCAN`)
const FIRST_WRITES = words(`
  SET SETNX SETEX PSETEX GETSET APPEND INCR DECR INCRBY DECRBY INCRBYFLOAT
  HSET HSETNX HMSET HINCRBY HINCRBYFLOAT LPUSH RPUSH LPUSHX RPUSHX LSET SADD ZADD ZINCRBY`)

/** The commands that a shared Redis takes from a learner, each with the places of its keys. */
export const KEY_PLACES: ReadonlyMap<string, KeyPlaces> = new Map<string, KeyPlaces>([
  ...[...FIRST, ...FIRST_WRITES].map((name): [string, KeyPlaces] => [name, 'first']),
  ...words('DEL UNLINK EXISTS TOUCH MGET').map((name): [string, KeyPlaces] => [name, 'all']),
  ['MSET', 'pairs'],
  ['MSETNX', 'pairs'],
  ['RENAME', 'two'],
  ['RENAMENX', 'two'],
  ['MEMORY', 'second'],
  ['OBJECT', 'second'],
])

/** What can make the memory grow. */
export const WRITES: ReadonlySet<string> = new Set([...FIRST_WRITES, 'MSET', 'MSETNX'])

/** The same arguments with the prefix before every key. */
export function withPrefix(args: readonly Buffer[], places: KeyPlaces, prefix: string): Buffer[] {
  const before = Buffer.from(prefix)
  return args.map((arg, index) => (isKey(index, places) ? Buffer.concat([before, arg]) : arg))
}

function isKey(index: number, places: KeyPlaces): boolean {
  switch (places) {
    case 'first':
      return index === 1
    case 'second':
      return index === 2
    case 'two':
      return index === 1 || index === 2
    case 'pairs':
      return index % 2 === 1
    case 'all':
      return index > 0
  }
}
