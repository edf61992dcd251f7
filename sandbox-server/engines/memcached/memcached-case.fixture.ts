import { eventually, raw } from '../engine.fixture'
import type { MemcachedEngine } from '../engine'
import type { EngineCase } from '../engine.contract'
import { openMemcached } from './driver'

/** What a bare client is answered to these lines; `mn` marks the end. */
export async function say(path: string, lines: string): Promise<string> {
  const line = raw(path)
  line.socket.write(`${lines}\r\nmn\r\n`)
  const over = (): boolean => line.text().endsWith('MN\r\n') || line.socket.destroyed
  await eventually(over)
  const text = line.text()
  line.socket.destroy()
  if (!text.endsWith('MN\r\n')) throw new Error('The connection was refused.')
  return text.slice(0, -4)
}

/** What one side may take for silence and the other not: the answer to the next line would pass as that to this one. */
const SILENT: readonly string[] = [
  ...['mg nothing q1', 'mg nothing v qq', 'ms AA 1 bx\r\nx', 'ms a 1 q1\r\nx', 'md a q1', 'ma a N0 q1'],
  ...[
    'incr a noreply noreply',
    'decr a noreply noreply',
    'touch a noreply noreply',
    'delete a noreply noreply',
  ],
  ...['delete a 0 noreply noreply', 'incr a 1 noreply noreply noreply', 'get a noreply', 'mn noreply'],
]

/** Everything a hostile app may try. */
const ATTACKS: readonly string[] = [
  ...['stats', 'stats items', 'stats settings', 'stats cachedump 1 100', 'stats detail on', 'stats conns'],
  ...['lru_crawler metadump all', 'lru_crawler mgdump all', 'lru_crawler disable', 'lru_crawler crawl all'],
  ...['cache_memlimit 1', 'slabs reassign 1 2', 'lru mode flat', 'watch fetchers mutations', 'verbosity 9'],
  ...['shutdown', 'shutdown graceful', 'refresh_certs', 'debugtime p', 'misbehave', 'extstore max_age 1'],
  ...['get secret-of-one', 'gets foreign own', 'mg secret-of-one v', 'me secret-of-one', 'me foreign'],
  ...['mg c2VjcmV0LW9mLW9uZQ== b v', 'md foreign', 'delete secret-of-one', 'touch secret-of-one 1'],
  ...['incr foreign 1', 'gat 1 secret-of-one', 'flush_all', 'flush_all noreply', 'lru_crawler metadump all'],
  ...SILENT.map((line) => `${line}\r\nlru_crawler metadump all`),
]

export function memcachedCase(options: Pick<EngineCase<MemcachedEngine>, 'from' | 'env' | 'keeps'>) {
  return {
    ...options,
    open: openMemcached,
    write: async (path: string, key: string, value: string) => {
      const answer = await say(path, `set ${key} 0 0 ${value.length}\r\n${value}`)
      if (!answer.startsWith('STORED')) throw new Error(answer)
    },
    read: async (path: string, key: string) => {
      const [head = '', value = null] = (await say(path, `get ${key}`)).split('\r\n')
      return head.startsWith('VALUE') ? value : null
    },
    spy: async (path: string) => {
      let seen = ''
      for (const attack of ATTACKS) seen += await say(path, attack).catch(String)
      return seen
    },
    ping: { send: 'version\r\n', answer: 'VERSION' },
    hostile: {
      garbage: Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)),
      'the binary protocol': Buffer.from('80000003000000000000000300000000', 'hex'),
      'an endless line': 'x'.repeat(300_000),
      'a huge value': 'set a 0 0 99999999999\r\nabc',
      'a value too large': `set a 0 0 3000000\r\n${'x'.repeat(3_000_000)}\r\n`,
      'a negative length': 'set a 0 0 -5\r\nabc\r\n',
      'half a command': 'set a 0 0 100\r\nhalf',
      'data without its end': 'set a 0 0 3\r\nabcdef\r\n',
      'another protocol': 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'commands without end': 'version\r\n'.repeat(20_000),
      'quiet commands': 'mg none v q\r\nset b 0 0 1 noreply\r\nx\r\nmd none q\r\nget b noreply\r\n',
      'names of objects': 'constructor\r\n__proto__ a\r\nhasOwnProperty x\r\n',
    },
    pid:
      options.from === 'program'
        ? async (engine: MemcachedEngine) => Number(/STAT pid (\d+)/.exec(await engine.ask('stats'))?.[1])
        : null,
  } satisfies EngineCase<MemcachedEngine>
}
