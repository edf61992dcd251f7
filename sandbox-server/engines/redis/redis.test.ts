import { duplexPair } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../protocol/limits'
import type { RedisEngine } from '../engine'
import { describeEngine } from '../engine.contract'
import { announceMissing, openBench, raw, type Environment } from '../engine.fixture'
import { findProgram } from '../../machine/find-program'
import { foreignRedis } from './foreign-redis.fixture'
import { redisCase, withClient } from './redis-case.fixture'
import { openRedis } from './driver'
import { RespClient } from './resp-client'

const program = findProgram('redis-server', 'valkey-server')
const PROGRAM: Environment = { CRUMBTRAIL_REDIS: 'program' }
const STAND_IN: Environment = { CRUMBTRAIL_REDIS: 'stand-in' }

describeEngine(
  'stand-in for Redis',
  redisCase({ from: 'stand-in', env: STAND_IN, keeps: { sleep: true, stop: false } }),
)

const shared = await foreignRedis()
if (shared === null) {
  announceMissing('redis', 'program')
  it.skip('Redis from a program and from a URL: there is no redis-server on this machine')
} else {
  describeEngine(
    'Redis from a program',
    redisCase({ from: 'program', env: PROGRAM, keeps: { sleep: true, stop: false } }),
  )
  const { env } = shared
  afterAll(() => shared.close())
  describeEngine('Redis from a URL', redisCase({ from: 'url', env, keeps: { sleep: true, stop: false } }))
}

it('what cannot be read ends a connection of ours, and nothing else', async () => {
  const [ours, theirs] = duplexPair()
  const asked = new RespClient(ours).command(['GET', 'a'])
  theirs.write('+'.repeat(100_000))
  await expect(asked).rejects.toThrow('Redis went away.')
})

it.skipIf(program === null)('Redis goes on serving an app that wants no replies', async () => {
  const bench = await openBench(openRedis, PROGRAM)
  const { path } = await bench.lab()
  const line = raw(path)
  line.socket.write(`CLIENT REPLY OFF\r\n${'INCR n\r\n'.repeat(5000)}CLIENT REPLY ON\r\nGET n\r\n`)
  await line.until('$4\r\n5000\r\n')
  line.socket.destroy()
  await bench.close()
})

const sources: [string, Environment][] = [['stand-in', STAND_IN]]
if (program !== null) sources.push(['program', PROGRAM])

describe.each(sources)('Redis, %s', (_from, env) => {
  const withLab = async (use: (lab: { engine: RedisEngine; path: string }) => Promise<void>) => {
    const bench = await openBench(openRedis, env)
    try {
      await use(await bench.lab())
    } finally {
      await bench.close()
    }
  }

  it('lowers the life of every key by the time that passes', async () => {
    await withLab(async ({ engine, path }) => {
      await withClient(path, async (ask) => {
        await ask('SET', 'short', '1', 'EX', '60')
        await ask('SET', 'long', '1', 'EX', '7200')
        await ask('SET', 'endless', '1')
        await ask('SELECT', '2')
        await ask('SET', 'elsewhere', '1', 'EX', '60')
        await engine.advance(3_600_000)
        expect(await ask('DBSIZE')).toBe('0')
        await ask('SELECT', '0')
        expect(await ask('DBSIZE')).toBe('2')
        expect(Number(await ask('TTL', 'long'))).toBeGreaterThan(3500)
        expect(Number(await ask('TTL', 'long'))).toBeLessThanOrEqual(3600)
        expect(await ask('TTL', 'endless')).toBe('-1')
      })
      await engine.sleep()
      await engine.advance(3_700_000)
      expect(await engine.command(['KEYS', '*'])).toEqual(['endless'])
    })
  })

  it('shows the login of the app, whatever it is, and asks nobody for it', async () => {
    await withLab(async ({ engine, path }) => {
      await withClient(path, (ask) => ask('SELECT', '4'))
      expect(engine.view().login).toEqual({ user: 'anybody', database: '4' })
    })
  })

  it('tells how much memory it may use', async () => {
    await withLab(async ({ path }) => {
      const info = await withClient(path, (ask) => ask('INFO'))
      expect(info).toContain(`maxmemory:${String(LIMITS.engine.redisMemoryMb * 1024 * 1024)}\\r\\n`)
      expect(info).toMatch(/used_memory:\d+/)
    })
  })

  it('never grows beyond its memory', async () => {
    await withLab(async ({ engine, path }) => {
      const value = 'x'.repeat(900_000)
      const refusals = await withClient(path, async (ask) => {
        const said = await Promise.all(
          Array.from({ length: 40 }, (_, n) => ask('SET', `bomb${n}`, value).catch(String)),
        )
        return said.filter((one) => one.includes('OOM'))
      })
      expect(refusals.length).toBeGreaterThan(15)
      expect(await engine.command(['GET', 'bomb0'])).toBe(value)
      await withClient(path, (ask) => ask('FLUSHALL'))
      expect(await withClient(path, (ask) => ask('SET', 'a', '1'))).toBe('"OK"')
    })
  })

  it('rejects questions of ours while it does not run', async () => {
    await withLab(async ({ engine }) => {
      await expect(engine.command(['PING'])).rejects.toMatchObject({ name: 'EngineNotRunning' })
      expect(engine.state()).toBe('idle')
    })
  })
})
