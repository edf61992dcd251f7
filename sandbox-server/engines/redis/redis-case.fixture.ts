import { createClient } from 'redis'
import type { RedisEngine } from '../engine'
import type { EngineCase } from '../engine.contract'
import { openRedis } from './driver'

/** A client as an app has it, for as long as `use` takes. */
export async function withClient<T>(
  path: string,
  use: (ask: (...args: string[]) => Promise<string>) => Promise<T>,
): Promise<T> {
  const client = createClient({
    username: 'anybody',
    password: 'anything',
    socket: { path, tls: false, reconnectStrategy: false, connectTimeout: 15_000 },
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await use(async (...args) => JSON.stringify(await client.sendCommand(args)))
  } finally {
    if (client.isOpen) client.destroy()
  }
}

/** Everything a hostile app may try; what is answered, errors too. */
export const ATTACKS: readonly (readonly string[])[] = [
  ...[
    ['KEYS', '*'],
    ['SCAN', '0', 'COUNT', '10000'],
    ['SCAN', '0', 'MATCH', '*secret*', 'COUNT', '10000'],
  ],
  ...[['RANDOMKEY'], ['DBSIZE'], ['INFO'], ['CONFIG', 'GET', '*'], ['CONFIG', 'SET', 'dir', '/tmp']],
  ...[
    ['CLIENT', 'LIST'],
    ['CLIENT', 'KILL', 'TYPE', 'normal'],
    ['CLIENT', 'PAUSE', '100000'],
  ],
  ...[
    ['DEBUG', 'SLEEP', '5'],
    ['DEBUG', 'SEGFAULT'],
    ['DEBUG', 'RELOAD'],
    ['SLAVEOF', '127.0.0.1', '1'],
  ],
  ...[['REPLICAOF', '127.0.0.1', '1'], ['MIGRATE', '127.0.0.1', '1', 'own', '0', '100'], ['SAVE'], ['BGSAVE']],
  ...[
    ['EVAL', 'return redis.call("KEYS","*")', '0'],
    ['FUNCTION', 'LIST'],
    ['SCRIPT', 'FLUSH'],
  ],
  ...[
    ['MODULE', 'LIST'],
    ['ACL', 'LIST'],
    ['ACL', 'SETUSER', 'me', 'on', '+@all'],
    ['SLOWLOG', 'GET'],
  ],
  ...[
    ['LATENCY', 'DOCTOR'],
    ['SORT', 'own', 'BY', '*', 'GET', '*'],
    ['OBJECT', 'FREQ', 'secret-of-one'],
  ],
  ...[
    ['SWAPDB', '0', '1'],
    ['SWAPDB', '0', '1'],
    ['SHUTDOWN', 'NOSAVE'],
    ['PUBSUB', 'CHANNELS'],
  ],
  ...[
    ['GET', 'secret-of-one'],
    ['GET', '../secret-of-one'],
    ['MGET', '*', 'foreign'],
    ['AUTH', 'inspector', 'x'],
  ],
  ...[
    ['SELECT', '1'],
    ['KEYS', '*'],
    ['SELECT', '0'],
    ['MOVE', 'foreign', '1'],
    ['COPY', 'foreign', 'own'],
  ],
  ...[['RENAME', 'foreign', 'own'], ['MONITOR'], ['FLUSHALL'], ['KEYS', '*']],
]

export function redisCase(options: Pick<EngineCase<RedisEngine>, 'from' | 'env' | 'keeps'>) {
  return {
    ...options,
    open: openRedis,
    write: (path: string, key: string, value: string) =>
      withClient(path, async (ask) => {
        await ask('SET', key, value)
      }),
    read: (path: string, key: string) =>
      withClient(path, async (ask) => {
        const found: unknown = JSON.parse(await ask('GET', key))
        return typeof found === 'string' ? found : null
      }),
    spy: async (path: string) => {
      let seen = ''
      for (const attack of ATTACKS)
        seen += await withClient(path, (ask) => ask(...attack)).catch((error: unknown) => String(error))
      return seen
    },
    ping: { send: 'PING\r\n', answer: '+PONG' },
    hostile: {
      garbage: Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)),
      'an endless line': 'x'.repeat(300_000),
      'a huge number of arguments': '*999999999\r\n',
      'a huge argument': '*1\r\n$999999999\r\nabc',
      'a negative argument': '*1\r\n$-5\r\nabc\r\n',
      'half a command': '*3\r\n$3\r\nSET\r\n$1\r\n',
      'another protocol': 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'commands without end': 'PING\r\n'.repeat(20_000),
      'names of objects': 'CONSTRUCTOR\r\n__proto__\r\nHASOWNPROPERTY x\r\n',
    },
    pid:
      options.from === 'program'
        ? async (engine: RedisEngine) =>
            Number(/process_id:(\d+)/.exec(String(await engine.command(['INFO', 'server'])))?.[1])
        : null,
  } satisfies EngineCase<RedisEngine>
}
