import { afterAll, describe, expect, it } from 'vitest'
import type { MemcachedEngine } from '../engine'
import { describeEngine } from '../engine.contract'
import { announceMissing, openBench, type Environment } from '../engine.fixture'
import { findProgram } from '../../machine/find-program'
import { openMemcached } from './driver'
import { foreignMemcached } from './foreign-memcached.fixture'
import { memcachedCase, say } from './memcached-case.fixture'

const program = findProgram('memcached')
const PROGRAM: Environment = { CRUMBTRAIL_MEMCACHED: 'program' }
const STAND_IN: Environment = { CRUMBTRAIL_MEMCACHED: 'stand-in' }
const keeps = { sleep: true, stop: false }

describeEngine('stand-in for Memcached', memcachedCase({ from: 'stand-in', env: STAND_IN, keeps }))

const shared = await foreignMemcached()
if (shared === null) {
  announceMissing('memcached', 'program')
  it.skip('Memcached from a program and from a URL: there is no memcached on this machine')
} else {
  describeEngine('Memcached from a program', memcachedCase({ from: 'program', env: PROGRAM, keeps }))
  const { env } = shared
  afterAll(() => shared.close())
  describeEngine('Memcached from a URL', memcachedCase({ from: 'url', env, keeps }))
}

const sources: [string, Environment][] = [['stand-in', STAND_IN]]
if (program !== null) sources.push(['program', PROGRAM])

describe.each(sources)('Memcached, %s', (_from, env) => {
  const withLab = async (use: (lab: { engine: MemcachedEngine; path: string }) => Promise<void>) => {
    const bench = await openBench(openMemcached, env)
    try {
      await use(await bench.lab())
    } finally {
      await bench.close()
    }
  }

  it('lowers the life of every item by the time that passes', async () => {
    await withLab(async ({ engine, path }) => {
      await say(path, 'set short 0 60 1\r\na\r\nset long 5 7200 1\r\nb\r\nset endless 0 0 1\r\nc')
      await engine.advance(3_600_000)
      expect(await say(path, 'get short')).toBe('END\r\n')
      const [, left] = /^HD t(\d+) f5/.exec(await say(path, 'mg long t f')) ?? []
      expect(Number(left)).toBeGreaterThan(3500)
      expect(Number(left)).toBeLessThanOrEqual(3600)
      expect(await say(path, 'mg endless t')).toBe('HD t-1\r\n')
      await engine.sleep()
      await engine.advance(3_700_000)
      await expect
        .poll(() => engine.ask('lru_crawler metadump all'))
        .toMatch(/^key=endless exp=-1 [^\n]*\r?\nEND\r\n$/)
    })
  })

  it('never takes the data of a refused line for a command', async () => {
    await withLab(async ({ path }) => {
      const heads = [
        ...['set k zz 0 7', 'set k -1 0 7', 'set k 4294967296 0 7', 'set k 0 zz 7', 'set k 0 0 7 x y z'],
        ...['cas k 0 0 7', 'cas k 0 0 7 zz', 'cas k 0 0 7 noreply', 'cas k 0 0 7 noreply noreply'],
        ...[`set ${'k'.repeat(251)} 0 0 7`, `ms ${'k'.repeat(251)} 7`, `ms k 7${' v'.repeat(40)}`],
        ...['set k\0 0 0 7', 'ms k\0 7', 'set k\r 0 0 7'],
      ]
      for (const head of heads) {
        const answer = await say(path, `${head}\r\nversion`)
        expect(answer, head).not.toContain('VERSION')
      }
    })
  })

  it('answers a word that is no command, though every object has it', async () => {
    await withLab(async ({ path }) => {
      expect(await say(path, 'constructor x q')).toBe('ERROR\r\n')
      expect(await say(path, '__proto__ x q')).toBe('ERROR\r\n')
    })
  })

  it('keeps and ages items whatever letters their keys have, beside one that no line can name', async () => {
    await withLab(async ({ engine, path }) => {
      await say(path, 'set ключ 0 0 1\r\na\r\nset кратко 0 60 1\r\nb\r\nms YQpi 1 b\r\nc')
      await engine.advance(3_600_000)
      await engine.sleep()
      expect(await say(path, 'get ключ')).toMatch(/^VALUE [^\r]+ 0 1\r\na\r\nEND\r\n$/)
      expect(await say(path, 'get кратко')).toBe('END\r\n')
    })
  })

  it('counts parts of a second until they are one', async () => {
    await withLab(async ({ engine, path }) => {
      const since = performance.now()
      await say(path, 'set a 0 100 1\r\na')
      for (let times = 0; times < 20; times += 1) await engine.advance(500)
      const [, left] = /^HD t(\d+)/.exec(await say(path, 'mg a t')) ?? []
      expect(Number(left)).toBeLessThanOrEqual(90)
      // Real time has passed as well.
      expect(Number(left)).toBeGreaterThan(86 - (performance.now() - since) / 1000)
    })
  })

  it('never grows beyond its memory: the least used give way', async () => {
    await withLab(async ({ engine, path }) => {
      const value = 'x'.repeat(200_000)
      for (let n = 0; n < 100; n += 1) await say(path, `set bomb${n} 0 0 ${value.length}\r\n${value}`)
      const stats = await engine.ask('stats')
      expect(Number(/STAT evictions (\d+)/.exec(stats)?.[1])).toBeGreaterThan(40)
      expect(Number(/STAT bytes (\d+)/.exec(stats)?.[1])).toBeLessThan(9_000_000)
      expect(await say(path, 'mg bomb99 s')).toBe('HD s200000\r\n')
    })
  })

  it('answers every command of sessions in Memcached’s own words', async () => {
    await withLab(async ({ path }) => {
      const talk: [string, string | RegExp][] = [
        ['add a 7 0 1\r\n1', 'STORED\r\n'],
        ['add a 7 0 1\r\n2', 'NOT_STORED\r\n'],
        ['replace b 0 0 1\r\n2', 'NOT_STORED\r\n'],
        ['append a 0 0 1\r\n5', 'STORED\r\n'],
        ['prepend a 0 0 1\r\n2', 'STORED\r\n'],
        ['get a', 'VALUE a 7 3\r\n215\r\nEND\r\n'],
        ['incr a 5', '220\r\n'],
        ['decr a 300', /^0 *\r\n$/],
        ['gets a none', /^VALUE a 7 \d+ \d+\r\n0 *\r\nEND\r\n$/],
        ['cas a 0 0 1 999999\r\nx', 'EXISTS\r\n'],
        ['touch a 100', 'TOUCHED\r\n'],
        ['touch none 100', 'NOT_FOUND\r\n'],
        ['gat 50 a', /^VALUE a 7 \d/],
        ['ms m 2 T30 F3\r\nhi', 'HD\r\n'],
        ['mg m v f k s Oxy', 'VA 2 f3 km s2 Oxy\r\nhi\r\n'],
        ['mg none v', 'EN\r\n'],
        ['mg none v q', ''],
        ['md m', 'HD\r\n'],
        ['md m', 'NF\r\n'],
        ['set n 0 0 1 noreply\r\nx', ''],
        ['delete n', 'DELETED\r\n'],
        ['set past 0 -1 1\r\nx', 'STORED\r\n'],
        ['get past', 'END\r\n'],
        ['nonsense', 'ERROR\r\n'],
        [`set large 0 0 1100000\r\n${'x'.repeat(1_100_000)}`, /^SERVER_ERROR object too large/],
        ['flush_all', 'OK\r\n'],
        ['get a', 'END\r\n'],
      ]
      for (const [line, answer] of talk) {
        const said = await say(path, line)
        if (typeof answer === 'string') expect(said, line).toBe(answer)
        else expect(said, line.slice(0, 60)).toMatch(answer)
      }
    })
  })
})
