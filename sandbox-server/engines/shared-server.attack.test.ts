import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announceMissing, eventually, openBench, raw, type Bench } from './engine.fixture'
import type { MemcachedEngine, RedisEngine } from './engine'
import { findProgram } from '../machine/find-program'
import { startForeign, type ForeignServer } from './foreign-server.fixture'
import { openMemcached } from './memcached/driver'
import { foreignMemcached } from './memcached/foreign-memcached.fixture'
import { memcachedCase, say } from './memcached/memcached-case.fixture'
import { openRedis } from './redis/driver'
import { redisCase, withClient } from './redis/redis-case.fixture'
import { RespClient } from './redis/resp-client'
import { openServer } from './redis/url/server-address'

const redis = findProgram('redis-server', 'valkey-server')
const memcached = findProgram('memcached')
if (redis === null) announceMissing('redis', 'url')
if (memcached === null) announceMissing('memcached', 'url')

const keeps = { sleep: true, stop: false }

describe.skipIf(redis === null)('a Redis that others use', () => {
  let shared: ForeignServer
  let bench: Bench<RedisEngine>
  let owner: RespClient

  beforeAll(async () => {
    shared = await startForeign(redis ?? '', (port) => [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
    ])
    const address = { host: '127.0.0.1', port: shared.port, tls: false, user: '', password: '', database: '0' }
    owner = new RespClient(await openServer(address))
    await owner.command([
      'MSET',
      'foreign',
      'site-value',
      '0:x',
      'other',
      'sess:own',
      'theirs',
      'own',
      'theirs',
    ])
    const env = { CRUMBTRAIL_REDIS: 'url', REDIS_URL: `redis://127.0.0.1:${shared.port}` }
    bench = await openBench(openRedis, env)
  })
  afterAll(async () => {
    owner.close()
    await bench.close()
    await shared.close()
  })

  const foreign = () => owner.command(['MGET', 'foreign', '0:x', 'sess:own', 'own'])

  it('shows a learner nothing of theirs, and loses nothing by what a learner tries', async () => {
    const lab = await bench.lab()
    const seen = await redisCase({ from: 'url', env: {}, keeps }).spy(lab.path)
    expect(seen).not.toMatch(/site-value|theirs|foreign"|crumbtrail:/)
    expect(await foreign()).toEqual(['site-value', 'other', 'theirs', 'theirs'])
    expect(await owner.command(['CONFIG', 'GET', 'dir'])).not.toEqual(['dir', '/tmp'])
  })

  it('is left as it was when a workspace is deleted', async () => {
    const before = await owner.command(['DBSIZE'])
    const lab = await bench.lab()
    await withClient(lab.path, (ask) => ask('MSET', 'a', '1', 'b', '2'))
    expect(await owner.command(['DBSIZE'])).toBe(Number(before) + 2)
    expect(await lab.engine.command(['KEYS', '*'])).toHaveLength(2)
    await lab.engine.destroy()
    expect(await owner.command(['DBSIZE'])).toBe(before)
    expect(await foreign()).toEqual(['site-value', 'other', 'theirs', 'theirs'])
  })

  it('is not filled by one workspace', async () => {
    const lab = await bench.lab()
    const value = 'x'.repeat(900_000)
    const refused = await withClient(lab.path, async (ask) => {
      let count = 0
      for (let n = 0; n < 40; n += 1)
        await ask('SET', `bomb${n}`, value).catch(() => {
          count += 1
        })
      return count
    })
    expect(refused).toBeGreaterThan(15)
    const other = await bench.lab()
    expect(await withClient(other.path, (ask) => ask('SET', 'a', '1'))).toBe('"OK"')
    await lab.engine.destroy()
  })

  it('takes no key that would be neither counted nor removed', async () => {
    const before = await owner.command(['DBSIZE'])
    const lab = await bench.lab()
    const line = raw(lab.path)
    line.socket.write(Buffer.from('*3\r\n$3\r\nSET\r\n$2\r\n\xff\xfe\r\n$1\r\nv\r\nGET a\r\n', 'latin1'))
    await line.until('$-1\r\n')
    expect(line.text()).toMatch(/^-ERR [^\r]+ UTF-8\r\n/)
    line.socket.destroy()
    await lab.engine.destroy()
    expect(await owner.command(['DBSIZE'])).toBe(before)
  })

  it('is asked on one connection, however many look at once, and keeps none when the workspace is gone', async () => {
    const connected = async () =>
      Number(/connected_clients:(\d+)/.exec(String(await owner.command(['INFO', 'clients'])))?.[1])
    const lab = await bench.lab()
    await lab.engine.start()
    // Connections of what went before are just ending.
    let before = 0
    const isSettled = async (): Promise<boolean> => before === (before = await connected())
    await expect.poll(isSettled, { interval: 200 }).toBe(true)
    await Promise.all(Array.from({ length: 5 }, () => lab.engine.command(['DBSIZE'])))
    expect(await connected()).toBe(before + 1)
    await lab.engine.destroy()
    await expect.poll(connected).toBe(before - 1)
  })

  it('gives every workspace the commands of sessions with its own keys', async () => {
    const lab = await bench.lab()
    await withClient(lab.path, async (ask) => {
      const since = performance.now()
      await ask('SET', 'sess:a', '1', 'EX', '100')
      await ask('SET', 'sess:b', '2')
      expect(await ask('SCAN', '0', 'MATCH', 'sess:*', 'COUNT', '1000')).toContain('sess:a')
      expect(await ask('MGET', 'sess:a', 'sess:b', 'own')).toBe('["1","2",null]')
      expect(await ask('DBSIZE')).toBe('2')
      const left = Number(await ask('TTL', 'sess:a'))
      expect(left).toBeLessThanOrEqual(100)
      expect(left).toBeGreaterThanOrEqual(99 - (performance.now() - since) / 1000)
      expect(await ask('DEL', 'sess:a', 'own')).toBe('1')
      await ask('FLUSHDB')
      expect(await ask('DBSIZE')).toBe('0')
    })
    expect(await foreign()).toEqual(['site-value', 'other', 'theirs', 'theirs'])
  })
})

describe.skipIf(redis === null)('a Redis that goes away', () => {
  it('is noticed, said, and used again when it is back', async () => {
    const start = (port: number) => ['--port', String(port), '--bind', '127.0.0.1', '--save', '']
    const shared = await startForeign(redis ?? '', start)
    const env = { CRUMBTRAIL_REDIS: 'url', REDIS_URL: `redis://127.0.0.1:${shared.port}` }
    const bench = await openBench(openRedis, env)
    const lab = await bench.lab()
    await withClient(lab.path, (ask) => ask('SET', 'a', '1'))
    await shared.close()
    await eventually(() => lab.engine.state() === 'failed')
    expect(lab.engine.view().fault).toContain('ended the connection')
    await expect(withClient(lab.path, (ask) => ask('GET', 'a'))).rejects.toThrow()
    const again = await startForeign(redis ?? '', start, shared.port)
    expect(await withClient(lab.path, (ask) => ask('GET', 'a'))).toBe('null')
    await bench.close()
    await again.close()
  })
})

describe.skipIf(memcached === null)('a Memcached that others use', () => {
  it('shows a learner nothing of theirs, and loses nothing by what a learner tries', async () => {
    const asRoot = process.getuid?.() === 0 ? ['-u', 'root'] : []
    const shared = await startForeign(memcached ?? '', (port) => [
      '-l',
      '127.0.0.1',
      '-p',
      String(port),
      ...asRoot,
    ])
    const url = { CRUMBTRAIL_MEMCACHED: 'url', MEMCACHED_URL: `127.0.0.1:${shared.port}` }
    const first = await openBench<MemcachedEngine>(openMemcached, url)
    const { connect } = await import('node:net')
    const site = connect(shared.port, '127.0.0.1')
    let said = ''
    site.on('data', (piece: Buffer) => (said += piece.toString()))
    site.write('set foreign 0 0 10\r\nsite-value\r\nset own 0 0 6\r\ntheirs\r\n')
    const lab = await first.lab()
    const seen = await memcachedCase({ from: 'url', env: {}, keeps }).spy(lab.path)
    expect(seen).not.toMatch(/site-value|theirs|key=|domain_socket/)
    expect(await say(lab.path, 'set own 0 0 4\r\nmine')).toBe('STORED\r\n')
    // Another list may just be made.
    await expect.poll(() => say(lab.path, 'lru_crawler metadump hash')).toMatch(/^key=own [^\n]+\nEND\r\n$/)
    await first.close()
    said = ''
    site.write('get foreign own\r\n')
    await eventually(() => /site-value[^]*theirs/.test(said))
    site.destroy()
    await shared.close()
  })

  it('is not filled by one workspace, whose own least used gives way', async () => {
    const shared = await foreignMemcached()
    const bench = await openBench<MemcachedEngine>(openMemcached, shared?.env ?? {})
    const other = await bench.lab()
    await say(other.path, 'set kept 0 0 1\r\nx')
    const lab = await bench.lab()
    const value = 'x'.repeat(500_000)
    for (let n = 0; n < 100; n += 1) await say(lab.path, `set k${String(n)} 0 0 500000\r\n${value}`)
    const facts = await lab.engine.ask('stats')
    expect(Number(/curr_items (\d+)/.exec(facts)?.[1])).toBe(16)
    expect(Number(/evictions (\d+)/.exec(facts)?.[1])).toBe(84)
    const listed = async () => (await lab.engine.ask('lru_crawler metadump all')).match(/^key=/gm)
    await expect.poll(listed).toHaveLength(16)
    expect(await say(lab.path, 'get k99')).toContain('VALUE k99')
    expect(await say(other.path, 'get kept')).toContain('VALUE kept')
    await bench.close()
    await shared?.close()
  })
})
