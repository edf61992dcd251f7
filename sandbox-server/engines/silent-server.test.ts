import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { duplexPair, type Duplex } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { announceMissing, openBench } from './engine.fixture'
import { AskClient } from './memcached/ask-client'
import { openMemcached } from './memcached/driver'
import { openRedis } from './redis/driver'
import { foreignRedis } from './redis/foreign-redis.fixture'
import { withClient } from './redis/redis-case.fixture'
import { RespClient } from './redis/resp-client'

const asked: [string, (stream: Duplex) => Promise<unknown>, string][] = [
  ['Redis', (stream) => new RespClient(stream).command(['GET', 'a']), '$3\r\n'],
  ['Memcached', (stream) => new AskClient(stream).ask('get a'), 'VALUE a 0 3\r\n'],
]

describe.each(asked)('a %s that says nothing', (name, ask, start) => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is not waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [ours] = duplexPair()
    const answer = expect(ask(ours)).rejects.toThrow(`${name} does not answer.`)
    await vi.advanceTimersByTimeAsync(5000)
    await answer
    expect(ours.destroyed).toBe(true)
  })

  it('is waited for as long as it says something', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [ours, theirs] = duplexPair()
    const answer = ask(ours)
    for (const piece of [start, 'abc', '\r\n', ...(name === 'Redis' ? [] : ['END\r\n'])]) {
      await vi.advanceTimersByTimeAsync(4000)
      theirs.write(piece)
      await new Promise(setImmediate)
    }
    expect(String(await answer)).toContain('abc')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(ours.destroyed).toBe(false)
  })
})

describe('a URL behind which nobody says a word', () => {
  let silent: Server
  let address = ''
  beforeAll(async () => {
    silent = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const found = silent.address()
    address = `127.0.0.1:${String(typeof found === 'object' && found ? found.port : 0)}`
  })
  afterAll(() => {
    silent.close()
  })

  it('keeps no site from its start', async () => {
    const redis = { CRUMBTRAIL_REDIS: 'url', REDIS_URL: `redis://${address}` }
    const memcached = { CRUMBTRAIL_MEMCACHED: 'url', MEMCACHED_URL: address }
    const benches = await Promise.all([openBench(openRedis, redis), openBench(openMemcached, memcached)])
    for (const { driver, close } of benches) {
      expect(driver.source.from).toBe('none')
      expect(driver.source.why).toMatch(
        /names cannot be used \(\w+ does not answer\.\)\. Nothing here serves it\.$/,
      )
      await close()
    }
  })
})

const shared = await foreignRedis()
if (shared === null) announceMissing('redis', 'url')
afterAll(async () => shared?.close())

it.skipIf(shared === null)('a Redis that falls silent does not hold up Stop', async () => {
  const url = new URL(shared?.env.REDIS_URL ?? '')
  const port = Number(url.port)
  let isSilent = false
  const line = createServer((socket) => {
    const upstream = connect(port, '127.0.0.1')
    for (const end of [socket, upstream]) end.on('error', () => undefined)
    socket.on('data', (piece) => upstream.write(piece)).once('close', () => upstream.destroy())
    upstream.on('data', (piece) => isSilent || socket.write(piece)).once('close', () => socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(line, 'listening')
  const found = line.address()
  url.port = String(typeof found === 'object' && found ? found.port : 0)
  const bench = await openBench(openRedis, { ...shared?.env, REDIS_URL: url.href })
  const { engine, path } = await bench.lab()
  await withClient(path, (ask) => ask('SET', 'a', '1'))
  isSilent = true
  await engine.stop()
  expect(engine.state()).toBe('stopped')
  isSilent = false
  await bench.close()
  line.close()
})
