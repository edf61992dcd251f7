import { readAuth, readHello } from '../login'
import { bulk, fault, list, number, OK, simple, type Reply } from '../resp/reply'
import { integer, type Call, type Commands } from './command'

const VERSION = '7.0.0'

/** Commands on the connection and the server. */
export const CONNECTION_COMMANDS: Commands = {
  PING: { min: 0, max: 1, run: ({ args }) => (args[0] ? bulk(args[0]) : simple('PONG')) },
  ECHO: { min: 1, max: 1, run: ({ args }) => bulk(args[0] ?? null) },
  HELLO: { min: 0, run: hello },
  AUTH: { min: 1, max: 2, run: auth },
  SELECT: { min: 1, max: 1, run: select },
  CLIENT: { min: 1, run: client },
  COMMAND: { min: 0, run: ({ text }) => (text(0).toUpperCase() === 'COUNT' ? number(60) : list([])) },
  INFO: { min: 0, run: info },
  TIME: { min: 0, max: 0, run: time },
  RESET: { min: 0, max: 0, run: reset },
}

function hello(call: Call): Reply {
  const { session, args, text } = call
  if (args.length > 0 && !['2', '3'].includes(text(0))) return fault('NOPROTO unsupported protocol version')
  if (args.length > 0) session.version = text(0) === '3' ? 3 : 2
  const { user } = readHello([Buffer.from('HELLO'), ...args])
  session.user = user ?? session.user
  session.login(session.user, null)
  const facts: [string, Reply][] = [
    ['server', bulk('redis')],
    ['version', bulk(VERSION)],
    ['proto', number(session.version)],
    ['id', number(session.id)],
    ['mode', bulk('standalone')],
    ['role', bulk('master')],
    ['modules', list([])],
  ]
  return { sign: '%', items: facts.flatMap(([name, value]) => [bulk(name), value]) }
}

function auth({ session, args }: Call): Reply {
  const { user, reply } = readAuth([Buffer.from('AUTH'), ...args])
  session.user = user ?? session.user
  session.login(session.user, null)
  return reply
}

function select({ space, session, text }: Call): Reply {
  const database = integer(text(0))
  if (!space.has(database)) return fault('ERR DB index is out of range')
  session.database = database
  session.login(session.user, String(database))
  return OK
}

function client({ session, args, text }: Call): Reply {
  switch (text(0).toUpperCase()) {
    case 'SETINFO':
      return OK
    case 'SETNAME':
      session.name = args[1]?.toString('latin1', 0, 100) ?? ''
      return OK
    case 'GETNAME':
      return bulk(session.name === '' ? null : session.name)
    case 'ID':
      return number(session.id)
    default:
      return fault(`NOPERM this user has no permissions to run the 'client|${text(0).toLowerCase()}' command`)
  }
}

function info({ space }: Call): Reply {
  const sizes = space.numbers().map((database) => ({ database, keys: space.size(database) }))
  const lines = [
    ...['# Server', `redis_version:${VERSION}`, 'redis_mode:stand-in', ''],
    ...['# Memory', `used_memory:${space.usedBytes}`, `maxmemory:${space.mostBytes}`],
    ...['maxmemory_policy:noeviction', ''],
    '# Keyspace',
    ...sizes.filter(({ keys }) => keys > 0).map(({ database, keys }) => `db${database}:keys=${keys}`),
  ]
  return bulk(`${lines.join('\r\n')}\r\n`)
}

function time(): Reply {
  const now = Date.now()
  return list([bulk(String(Math.floor(now / 1000))), bulk(String((now % 1000) * 1000))])
}

function reset({ session }: Call): Reply {
  session.database = 0
  session.version = 2
  return simple('RESET')
}
