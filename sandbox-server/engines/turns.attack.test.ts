import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { findProgram } from '../machine/find-program'
import { collected } from './collected.fixture'
import type { MemcachedEngine, RedisEngine } from './engine'
import { announceMissing, openBench, raw, type Bench } from './engine.fixture'
import { openMemcached } from './memcached/driver'
import { say } from './memcached/memcached-case.fixture'
import { openRedis } from './redis/driver'
import { encodeCommand } from './redis/resp/reply'

const MEGABYTE = 1024 * 1024
/** Microseconds of our own work before others have their turn; an attack took seconds. */
const MOST_IN_A_TURN = 250_000

/** The most work that was done in one turn of the event loop meanwhile, in microseconds, however busy the machine is. */
async function busiest(meanwhile: () => Promise<unknown>): Promise<number> {
  let most = 0
  let isOver = false
  let before = process.cpuUsage().user
  const look = (): void => {
    const now = process.cpuUsage().user
    most = Math.max(most, now - before)
    before = now
    if (!isOver) setImmediate(look)
  }
  look()
  await meanwhile()
  isOver = true
  return most
}

/** All that is asked is written at once. */
async function answered(path: string, asked: string): Promise<string> {
  const line = raw(path)
  line.socket.write(`${asked}ECHO over\r\n`)
  await line.until('over\r\n')
  line.socket.destroy()
  return line.text()
}

describe('a stand-in for Redis that holds very many keys', () => {
  let bench: Bench<RedisEngine> | null = null
  afterEach(async () => {
    await bench?.close()
  })

  it('lets others have their turn, whatever is asked at once', async () => {
    bench = await openBench(openRedis, { CRUMBTRAIL_REDIS: 'stand-in' })
    const { path } = await bench.lab()
    const pairs = Array.from({ length: 18_000 }, (_, n) => [`key:${String(n)}`, 'v']).flat()
    for (let from = 0; from < pairs.length; from += 18_000)
      await answered(path, encodeCommand(['MSET', ...pairs.slice(from, from + 18_000)]).toString())
    expect(await answered(path, 'DBSIZE\r\n')).toMatch(/^:18000/)
    for (const ask of ['RANDOMKEY', 'DBSIZE', 'INFO', 'SCAN 17990', 'EXISTS key:1'])
      expect(await busiest(() => answered(path, `${ask}\r\n`.repeat(400))), ask).toBeLessThan(MOST_IN_A_TURN)
    const keys = 'KEYS none*\r\n'
    expect(await busiest(() => answered(path, keys.repeat(40)))).toBeLessThan(MOST_IN_A_TURN)
    const random = `MULTI\r\n${'RANDOMKEY\r\n'.repeat(30)}EXEC\r\n`
    expect(await busiest(() => answered(path, random))).toBeLessThan(MOST_IN_A_TURN)
    expect(await answered(path, `MULTI\r\n${keys.repeat(30)}EXEC\r\n`)).toContain('too many commands')
  })
})

describe('many connections that ask without end', () => {
  let sockets: Socket[] = []
  afterEach(() => {
    for (const socket of sockets) socket.destroy()
    sockets = []
  })

  /** Thirty of one workspace, each with far more than is done in a second. */
  const flood = (path: string, ask: string): void => {
    sockets = Array.from({ length: 30 }, () =>
      connect(path)
        .on('error', () => undefined)
        .resume(),
    )
    for (const socket of sockets) socket.write(ask.repeat(30_000))
  }
  const others = (serve: () => Promise<unknown>) =>
    busiest(async () => {
      for (let times = 0; times < 10; times += 1) {
        await serve()
        await delay(100)
      }
    })

  it('take no more than their share of our time from Redis’ other apps', async () => {
    const bench = await openBench(openRedis, { CRUMBTRAIL_REDIS: 'stand-in' })
    const [hostile, other] = [await bench.lab(), await bench.lab()]
    await answered(other.path, '')
    flood(hostile.path, 'PING\r\n')
    expect(await others(() => answered(other.path, ''))).toBeLessThan(MOST_IN_A_TURN)
    await bench.close()
  })

  it('take no more than their share of our time from Memcached’s other apps', async () => {
    const bench = await openBench<MemcachedEngine>(openMemcached, { CRUMBTRAIL_MEMCACHED: 'stand-in' })
    const [hostile, other] = [await bench.lab(), await bench.lab()]
    await say(other.path, 'version')
    flood(hostile.path, 'version\r\n')
    expect(await others(() => say(other.path, 'version'))).toBeLessThan(MOST_IN_A_TURN)
    await bench.close()
  })
})

const program = findProgram('redis-server', 'valkey-server')
if (program === null) announceMissing('redis', 'program')

it.skipIf(program === null)(
  'commands that wait for their answer take no more memory than they were sent in',
  async () => {
    const bench = await openBench(openRedis, { CRUMBTRAIL_REDIS: 'program' })
    const { path } = await bench.lab()
    await answered(path, '')
    const before = collected().heapUsed
    const many = encodeCommand(['MGET', ...Array<string>(19_999).fill('')])
    const line = raw(path)
    line.socket.write(Buffer.concat([Buffer.from('BLPOP x 0\r\n'), ...Array<Buffer>(20).fill(many)]))
    await expect.poll(() => line.socket.writableLength, { timeout: 40_000 }).toBe(0)
    await delay(1000)
    expect((collected().heapUsed - before) / MEGABYTE).toBeLessThan(25)
    line.socket.destroy()
    await bench.close()
  },
)
