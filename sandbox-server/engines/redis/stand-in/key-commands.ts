import { bulk, fault, list, number, OK, simple, type Reply } from '../resp/reply'
import { CommandFault, integer, SYNTAX, type Call, type Commands } from './command'
import { glob } from './glob'

const SCANNED = 10
const MOST_SCANNED = 10_000
/** Of KEYS: more would keep all others waiting. */
const MOST_FOUND = 20_000

/** Commands on keys and their life. */
export const KEY_COMMANDS: Commands = {
  DEL: { min: 1, run: remove },
  UNLINK: { min: 1, run: remove },
  EXISTS: { min: 1, run: (call) => number(count(call, (key) => find(call, key) !== null)) },
  TOUCH: { min: 1, run: (call) => number(count(call, (key) => find(call, key) !== null)) },
  TYPE: { min: 1, max: 1, run: (call) => simple(find(call, call.text(0)) ? 'string' : 'none') },
  TTL: { min: 1, max: 1, run: (call) => number(life(call, 1000)) },
  PTTL: { min: 1, max: 1, run: (call) => number(life(call, 1)) },
  EXPIRETIME: { min: 1, max: 1, run: (call) => number(end(call, 1000)) },
  PEXPIRETIME: { min: 1, max: 1, run: (call) => number(end(call, 1)) },
  EXPIRE: { min: 2, max: 3, run: (call) => expire(call, Date.now() + integer(call.text(1)) * 1000) },
  PEXPIRE: { min: 2, max: 3, run: (call) => expire(call, Date.now() + integer(call.text(1))) },
  EXPIREAT: { min: 2, max: 3, run: (call) => expire(call, integer(call.text(1)) * 1000) },
  PEXPIREAT: { min: 2, max: 3, run: (call) => expire(call, integer(call.text(1))) },
  PERSIST: { min: 1, max: 1, run: persist },
  KEYS: { min: 1, max: 1, run: keys },
  SCAN: { min: 1, run: scan },
  RANDOMKEY: { min: 0, max: 0, run: anyKey },
  RENAME: { min: 2, max: 2, run: rename },
  DBSIZE: { min: 0, max: 0, run: ({ space, session }) => number(space.size(session.database)) },
  FLUSHDB: {
    min: 0,
    max: 1,
    run: ({ space, session }) => {
      space.clear(session.database)
      return OK
    },
  },
  FLUSHALL: {
    min: 0,
    max: 1,
    run: ({ space }) => {
      space.clearAll()
      return OK
    },
  },
}

/** Keys are bytes; as latin1 each byte is one character. */
const keyReply = (key: string): Reply => bulk(Buffer.from(key, 'latin1'))

const find = ({ space, session }: Call, key: string) => space.get(session.database, key)

const count = ({ args }: Call, holds: (key: string) => boolean): number =>
  args.filter((arg) => holds(arg.toString('latin1'))).length

function remove(call: Call): Reply {
  const { space, session } = call
  return number(count(call, (key) => find(call, key) !== null && space.delete(session.database, key)))
}

function life(call: Call, unit: number): number {
  const entry = find(call, call.text(0))
  if (!entry) return -2
  return entry.expires === null ? -1 : Math.round((entry.expires - Date.now()) / unit)
}

function end(call: Call, unit: number): number {
  const entry = find(call, call.text(0))
  if (!entry) return -2
  return entry.expires === null ? -1 : Math.floor(entry.expires / unit)
}

function expire(call: Call, moment: number): Reply {
  const entry = find(call, call.text(0))
  if (!entry || !mayExpire(call.text(2).toUpperCase(), entry.expires, moment)) return number(0)
  entry.expires = moment
  return number(1)
}

function mayExpire(condition: string, now: number | null, moment: number): boolean {
  switch (condition) {
    case '':
      return true
    case 'NX':
      return now === null
    case 'XX':
      return now !== null
    case 'GT':
      return now !== null && moment > now
    case 'LT':
      return now === null || moment < now
    default:
      throw new CommandFault(`ERR Unsupported option ${condition}`)
  }
}

function persist(call: Call): Reply {
  const entry = find(call, call.text(0))
  if (!entry || entry.expires === null) return number(0)
  entry.expires = null
  return number(1)
}

function keys(call: Call): Reply {
  const fits = glob(call.text(0))
  const found: Reply[] = []
  for (const [key] of call.space.entries(call.session.database)) {
    if (!fits(key)) continue
    if (found.length === MOST_FOUND)
      throw new CommandFault('ERR too many keys for one answer; SCAN finds them all')
    found.push(keyReply(key))
  }
  return list(found)
}

function scan(call: Call): Reply {
  const cursor = integer(call.text(0))
  const { fits, batch, strings } = scanOptions(call)
  const found: Reply[] = []
  let seen = 0
  for (const [key, { id }] of call.space.entries(call.session.database, cursor)) {
    if (strings && fits(key)) found.push(keyReply(key))
    seen += 1
    if (seen === batch) return list([bulk(String(id)), list(found)])
  }
  return list([bulk('0'), list(found)])
}

function scanOptions(call: Call) {
  let fits: (key: string) => boolean = () => true
  let batch = SCANNED
  let strings = true
  for (let index = 1; index < call.args.length; index += 2) {
    const word = call.text(index).toUpperCase()
    const value = call.text(index + 1)
    if (index + 1 >= call.args.length) throw new CommandFault(SYNTAX)
    if (word === 'MATCH') fits = glob(value)
    else if (word === 'TYPE') strings = value.toLowerCase() === 'string'
    else if (word === 'COUNT') batch = Math.min(integer(value), MOST_SCANNED)
    else throw new CommandFault(SYNTAX)
  }
  if (batch < 1) throw new CommandFault(SYNTAX)
  return { fits, batch, strings }
}

function anyKey({ space, session }: Call): Reply {
  const key = space.any(session.database)
  return key === null ? bulk(null) : keyReply(key)
}

function rename(call: Call): Reply {
  const { space, session, text } = call
  const entry = find(call, text(0))
  if (!entry) return fault('ERR no such key')
  space.delete(session.database, text(0))
  space.set(session.database, text(1), entry.value, entry.expires)
  return OK
}
