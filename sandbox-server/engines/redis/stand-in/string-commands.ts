import { bulk, list, number, OK, type Reply } from '../resp/reply'
import { CommandFault, integer, NOT_AN_INTEGER, SYNTAX, type Call, type Commands } from './command'

const LONGEST_VALUE = 1024 * 1024

/** Commands on values. */
export const STRING_COMMANDS: Commands = {
  GET: { min: 1, max: 1, run: (call) => bulk(valueOf(call, 0)) },
  MGET: { min: 1, run: (call) => list(call.args.map((_, index) => bulk(valueOf(call, index)))) },
  STRLEN: { min: 1, max: 1, run: (call) => number(valueOf(call, 0)?.length ?? 0) },
  SET: { min: 2, writes: true, run: set },
  SETNX: { min: 2, max: 2, writes: true, run: (call) => number(valueOf(call, 0) ? 0 : put(call, 0, 1, null)) },
  SETEX: { min: 3, max: 3, writes: true, run: (call) => setFor(call, 1000) },
  PSETEX: { min: 3, max: 3, writes: true, run: (call) => setFor(call, 1) },
  MSET: { min: 2, writes: true, run: setMany },
  GETSET: {
    min: 2,
    max: 2,
    writes: true,
    run: (call) => {
      const old = bulk(valueOf(call, 0))
      put(call, 0, 1, null)
      return old
    },
  },
  GETDEL: {
    min: 1,
    max: 1,
    run: (call) => {
      const old = bulk(valueOf(call, 0))
      call.space.delete(call.session.database, call.text(0))
      return old
    },
  },
  GETEX: { min: 1, run: getAndExpire },
  APPEND: { min: 2, max: 2, writes: true, run: append },
  INCR: { min: 1, max: 1, writes: true, run: (call) => add(call, 1) },
  DECR: { min: 1, max: 1, writes: true, run: (call) => add(call, -1) },
  INCRBY: { min: 2, max: 2, writes: true, run: (call) => add(call, integer(call.text(1))) },
  DECRBY: { min: 2, max: 2, writes: true, run: (call) => add(call, -integer(call.text(1))) },
}

const entryOf = ({ space, session, text }: Call, index: number) => space.get(session.database, text(index))

const valueOf = (call: Call, index: number): Buffer | null => entryOf(call, index)?.value ?? null

function put({ space, session, args, text }: Call, key: number, value: number, expires: number | null): 1 {
  const bytes = args[value] ?? Buffer.alloc(0)
  if (bytes.length > LONGEST_VALUE)
    throw new CommandFault('ERR string exceeds maximum allowed size (proto-max-bulk-len)')
  space.set(session.database, text(key), bytes, expires)
  return 1
}

interface SetOptions {
  expires: number | null
  keepTtl: boolean
  condition: 'NX' | 'XX' | null
  get: boolean
}

function set(call: Call): Reply {
  const old = entryOf(call, 0)
  const options = readOptions(call, 2)
  const refused = options.condition === (old ? 'NX' : 'XX')
  if (!refused) put(call, 0, 1, options.keepTtl ? (old?.expires ?? null) : options.expires)
  if (options.get) return bulk(old?.value ?? null)
  return refused ? bulk(null) : OK
}

function readOptions(call: Call, from: number): SetOptions {
  const options: SetOptions = { expires: null, keepTtl: false, condition: null, get: false }
  for (let index = from; index < call.args.length; index += 1) {
    const word = call.text(index).toUpperCase()
    if (word === 'NX' || word === 'XX') options.condition = word
    else if (word === 'KEEPTTL') options.keepTtl = true
    else if (word === 'GET') options.get = true
    else if (EXPIRY[word] && index + 1 < call.args.length) {
      index += 1
      options.expires = moment(EXPIRY[word], integer(call.text(index)))
    } else throw new CommandFault(SYNTAX)
  }
  return options
}

interface Unit {
  milliseconds: number
  relative: boolean
}

const EXPIRY: Readonly<Record<string, Unit | undefined>> = {
  EX: { milliseconds: 1000, relative: true },
  PX: { milliseconds: 1, relative: true },
  EXAT: { milliseconds: 1000, relative: false },
  PXAT: { milliseconds: 1, relative: false },
}

function moment({ milliseconds, relative }: Unit, count: number): number {
  if (count <= 0) throw new CommandFault("ERR invalid expire time in 'set' command")
  return count * milliseconds + (relative ? Date.now() : 0)
}

function setFor(call: Call, milliseconds: number): Reply {
  put(call, 0, 2, moment({ milliseconds, relative: true }, integer(call.text(1))))
  return OK
}

function setMany(call: Call): Reply {
  if (call.args.length % 2 === 1) throw new CommandFault("ERR wrong number of arguments for 'mset' command")
  for (let index = 0; index < call.args.length; index += 2) put(call, index, index + 1, null)
  return OK
}

function getAndExpire(call: Call): Reply {
  const entry = entryOf(call, 0)
  if (!entry) return bulk(null)
  if (call.text(1).toUpperCase() === 'PERSIST') entry.expires = null
  else if (call.args.length > 1) entry.expires = readOptions(call, 1).expires
  return bulk(entry.value)
}

function append(call: Call): Reply {
  const old = entryOf(call, 0)
  const value = Buffer.concat([old?.value ?? Buffer.alloc(0), call.args[1] ?? Buffer.alloc(0)])
  put({ ...call, args: [Buffer.alloc(0), value] }, 0, 1, old?.expires ?? null)
  return number(value.length)
}

function add(call: Call, amount: number): Reply {
  const old = entryOf(call, 0)
  const sum = integer(old?.value.toString('latin1') ?? '0') + amount
  if (!Number.isSafeInteger(sum)) throw new CommandFault(NOT_AN_INTEGER)
  put({ ...call, args: [Buffer.alloc(0), Buffer.from(String(sum))] }, 0, 1, old?.expires ?? null)
  return number(sum)
}
