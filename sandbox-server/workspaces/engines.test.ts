import { mkdtempSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { QueryReply } from '../../protocol/api'
import type { EngineKind } from '../../protocol/engine'
import { LIMITS } from '../../protocol/limits'
import { TraceEvent, type TraceEventOf } from '../../protocol/trace-event'
import { FakeEngines } from './fake-engines.fixture'
import { FakeRunner } from './fake-runner.fixture'
import { Registry } from './registry'
import type { Workspace } from './workspace'

let data: string
let runner: FakeRunner
let engines: FakeEngines
let registry: Registry
let workspace: Workspace

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'engines-'))
  runner = new FakeRunner()
  await open()
})
afterEach(async () => {
  vi.useRealTimers()
  await registry.close()
  await runner.close()
  rmSync(data, { recursive: true, force: true })
})

/** A server on the same data, as after our own restart. */
async function open(id?: string): Promise<void> {
  engines = new FakeEngines()
  registry = new Registry(data, { runner, ...engines.parts })
  workspace =
    id === undefined
      ? await registry.create('ann', { files: { 'app.js': '1' }, entry: 'app.js' })
      : registry.owned('ann', id)
  await delay(0)
}

const events = (): TraceEvent[] => workspace.after(0).map(({ json }) => TraceEvent.parse(JSON.parse(json)))
const ofType = <T extends TraceEvent['type']>(type: T): TraceEventOf<T>[] =>
  events().filter((event): event is TraceEventOf<T> => event.type === type)
const told = (): string[] =>
  ofType('engine.changed').map(({ engine, reason }) => `${engine.source.kind} ${engine.state} ${reason}`)
const states = (): Record<string, string> =>
  Object.fromEntries(workspace.storage.engines().map(({ source, state }) => [source.kind, state]))
const press = (action: 'start' | 'stop' | 'restart', kind: EngineKind) =>
  workspace.storage.changeEngines((all) => all[action](kind))

describe('an engine', () => {
  it('is started ahead for an app that names its client, when that is changed or on a screen', async () => {
    expect(engines.made.flatMap(({ deeds }) => deeds)).toEqual([])
    await workspace.replaceFiles({ 'app.js': "require('connect-redis')" })
    workspace.onLines(() => undefined)()
    expect(engines.last('redis').deeds).toEqual(['foresee', 'foresee'])
    expect(engines.last('postgres').deeds).toEqual([])
    await workspace.replaceFiles({ 'app.js': "require('connect-mongo')" })
    expect(engines.last('mongo').deeds).toEqual([])
    expect(told()).toEqual([])
  })

  it('is there for every app, by a door and by the environment, and costs nothing before its first use', async () => {
    await workspace.run('run')
    const lease = runner.leases.at(-1)
    // Nothing serves MongoDB here, so there is no door.
    expect(lease?.doors.map(({ name }) => name)).toEqual(['redis', 'memcached', 'postgres'])
    expect(lease?.env).toMatchObject({
      REDIS_URL: 'redis://localhost:6379',
      MEMCACHED_URL: 'localhost:11211',
      PGUSER: 'learner',
      MONGO_URL: 'mongodb://localhost:27017',
    })
    expect([told(), states()]).toEqual([
      [],
      { redis: 'idle', memcached: 'idle', postgres: 'idle', mongo: 'idle' },
    ])
    lease?.doors[0]?.accept(new Socket().on('error', () => undefined))
    expect(told()).toEqual(['redis running ready'])
  })

  it('is stopped, started and started again; its door says so', async () => {
    await workspace.run('run')
    const door = runner.leases.at(-1)?.doors[0]
    expect(door?.isOpen?.()).toBe(true)
    await press('stop', 'redis')
    expect(door?.isOpen?.()).toBe(false)
    await press('start', 'redis')
    await press('restart', 'redis')
    expect(door?.isOpen?.()).toBe(true)
    expect(told()).toEqual([
      'redis stopped stopped',
      'redis running started',
      'redis stopped stopped',
      'redis running started',
    ])
  })

  it('that nothing serves is refused by name', async () => {
    await expect(press('start', 'mongo')).rejects.toMatchObject({ code: 'no_engine' })
  })

  it('is one workspace’s own', async () => {
    const other = await registry.create('ann', { files: { 'app.js': '1' }, entry: 'app.js' })
    await press('stop', 'redis')
    expect(states().redis).toBe('stopped')
    expect(other.storage.engines()[0]?.state).toBe('idle')
    expect(new Set(engines.made.map(({ request }) => request.workspace)).size).toBe(2)
  })

  it('follows the clock, sleeps when its app does, and goes with its workspace', async () => {
    await press('start', 'redis')
    await workspace.advanceClock(5000)
    const redis = engines.last('redis')
    expect(redis.deeds).toEqual(['advance 5000'])
    const [before, now, after] = [Date.now(), redis.request.now(), Date.now()]
    expect(now).toBeGreaterThanOrEqual(before + 5000)
    expect(now).toBeLessThanOrEqual(after + 5000)
    await registry.remove(workspace)
    expect(redis.deeds).toEqual(['advance 5000', 'destroy'])
    expect(redis.current).toBe('idle')
  })

  it('is as it was after our own end: what ran sleeps, what was stopped or slow still is', async () => {
    await press('start', 'redis')
    await press('stop', 'memcached')
    await workspace.storage.changeEngines((all) => {
      all.setLatency('redis', 70)
    })
    const { id } = workspace.meta
    // As by kill -9: nothing was said at the end.
    await workspace.durable()
    const before = told().length
    await open(id)
    expect(states()).toMatchObject({ redis: 'idle', memcached: 'stopped', postgres: 'idle' })
    expect(workspace.storage.engines()[0]?.latencyMs).toBe(70)
    expect(told().slice(before)).toEqual(['redis idle idle'])
  })
})

describe('what an app says to an engine', () => {
  it('is told with the exchange it was for', async () => {
    await workspace.run('run')
    runner.answer = (_request, response) => {
      engines.last('redis').say('GET user:1')
      response.end()
    }
    await workspace.send('alice', { url: '/' })
    engines.last('redis').say('PING')
    expect(ofType('engine.command').map(({ text, exchange }) => [text, exchange])).toEqual([
      ['GET user:1', 'x1'],
      ['PING', null],
    ])
  })

  it('is counted, not told, beyond what anybody could read', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (let n = 0; n < 1000; n += 1) engines.last('redis').say('PING')
    for (let n = 0; n < 7; n += 1) engines.last('postgres').say('select 1')
    expect(ofType('engine.command')).toHaveLength(LIMITS.engine.commandsPerSecond)
    vi.advanceTimersByTime(1000)
    expect(ofType('engine.commands-skipped')).toMatchObject([
      { kind: 'redis', skipped: 1000 - LIMITS.engine.commandsPerSecond },
      { kind: 'postgres', skipped: 7 },
    ])
    engines.last('redis').say('PING')
    expect(ofType('engine.command')).toHaveLength(LIMITS.engine.commandsPerSecond + 1)
  })

  it('in a flood that is recorded in brief is only counted', async () => {
    await workspace.run('run')
    vi.useFakeTimers({ toFake: ['performance'] })
    const request = { method: 'GET', url: new URL('http://w.localhost/'), headers: [] }
    const visits = Array.from({ length: 120 }, () => workspace.tab.begin(request))
    engines.last('redis').say('GET sess:a')
    expect(ofType('engine.command')).toEqual([])
    await Promise.all(visits.map((visit) => visit.finish(null)))
  })
})

describe('PostgreSQL can be asked', () => {
  it('and answers with rows, or with its own complaint', async () => {
    const { storage } = workspace
    const ask = (sql: string) => storage.askDatabase(QueryReply, (database) => database.query(sql))
    expect(await ask('select 1')).toMatchObject({ rows: [['1']], total: 1, error: null })
    expect(await ask('bad')).toMatchObject({ rows: [], error: { code: '42601', position: 1 } })
    expect(ofType('engine.asked')).toMatchObject([
      { verb: 'SELECT', text: 'select 1', outcome: 'ok', reply: '1 row' },
      { verb: 'BAD', outcome: 'error' },
    ])
    expect(ofType('engine.command')).toEqual([])
    await press('stop', 'postgres')
    await expect(ask('select 1')).rejects.toMatchObject({ code: 'engine_failed' })
  })
})
