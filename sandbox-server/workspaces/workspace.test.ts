import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TraceEvent } from '../../protocol/trace-event'
import { FakeEngines } from './fake-engines.fixture'
import { FakeRunner, FAULT } from './fake-runner.fixture'
import { Registry } from './registry'
import type { Workspace } from './workspace'

let data: string
let runner: FakeRunner
let registry: Registry
let engines: FakeEngines
let workspace: Workspace

const open = (): Registry => new Registry(data, { runner, ...engines.parts })

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'workspace-'))
  runner = new FakeRunner()
  engines = new FakeEngines()
  registry = open()
  workspace = await registry.create('ann', { files: { 'app.js': '1' }, entry: 'app.js' })
})
afterEach(async () => {
  await registry.close()
  await runner.close()
  rmSync(data, { recursive: true, force: true })
})

const events = (): TraceEvent[] => workspace.after(0).map(({ json }) => TraceEvent.parse(JSON.parse(json)))
const ofType = (type: TraceEvent['type']): TraceEvent[] => events().filter((event) => event.type === type)
const visit = async (): Promise<{ instance: number | null; code: string | null }> => {
  const [exchange] = await workspace.send('alice', { url: '/' })
  return { instance: exchange?.instance ?? null, code: exchange?.error?.code ?? null }
}

it('lets the slow modules of its app be loaded ahead: when it is changed, and when it is on a screen', async () => {
  expect(runner.foreseen).toEqual([[]])
  await workspace.replaceFiles({ 'app.js': "require('connect-memcached')" })
  workspace.onLines(() => undefined)()
  expect(runner.foreseen.slice(1)).toEqual([['connect-memcached'], ['connect-memcached']])
})

describe('Run', () => {
  it('pressed twice is one start', async () => {
    const replies = await Promise.all([workspace.run('run'), workspace.run('run')])
    expect(replies.map(({ state }) => state)).toEqual(['ready', 'ready'])
    expect(ofType('run.started')).toHaveLength(1)
  })

  it('after a save in between is a start of its own, and the first app gives way', async () => {
    const first = workspace.run('run')
    await workspace.replaceFiles({ 'app.js': '2' })
    await Promise.all([first, workspace.run('run')])
    expect(ofType('run.started')).toHaveLength(2)
    expect(ofType('app.ended')).toMatchObject([{ reason: 'replaced', left: 0 }])
  })

  it('that fails leaves requests unanswered, and says why', async () => {
    runner.next = 'fault'
    expect(await workspace.run('run')).toMatchObject({ state: 'failed', error: FAULT })
    expect(await visit()).toEqual({ instance: null, code: 'start_failed' })
  })

  it('before it, nobody answers', async () => {
    expect(await visit()).toEqual({ instance: null, code: 'not_running' })
  })
})

describe('instances', () => {
  it('answer in turn; one that ends is passed over; with the last the app has crashed', async () => {
    await workspace.changeSettings({ instances: 3 })
    await workspace.run('run')
    const turns = [await visit(), await visit(), await visit(), await visit()]
    expect(turns.map(({ instance }) => instance)).toEqual([1, 2, 3, 1])
    runner.die(2)
    expect([(await visit()).instance, (await visit()).instance].includes(2)).toBe(false)
    runner.die(1)
    runner.die(3)
    expect(ofType('app.ended')).toMatchObject([
      { instance: 2, left: 2, reason: 'exit' },
      { instance: 1, left: 1 },
      { instance: 3, left: 0 },
    ])
    expect(workspace.view().state).toBe('crashed')
    expect((await visit()).code).toBe('not_running')
  })

  it('another number of them restarts a running app', async () => {
    await workspace.run('run')
    await workspace.changeSettings({ instances: 2 })
    expect(ofType('run.started').at(-1)).toMatchObject({ reason: 'restart' })
    expect(ofType('run.ready').at(-1)).toMatchObject({ instances: 2 })
  })

  it('one that ends while it answers is told as a crash, at a limit with the limit’s sentence', async () => {
    await workspace.run('run')
    runner.answer = () => {
      runner.die(1, { ...FAULT, code: 'limit', hint: 'Too much memory.' })
    }
    const [exchange] = await workspace.send('alice', { url: '/' })
    expect(exchange?.error).toEqual({ code: 'limit', message: 'Too much memory.' })
    expect(ofType('app.ended')).toMatchObject([{ reason: 'limit' }])
  })
})

describe('sleep', () => {
  it('an idle app is stopped and the trace says so; the next request starts it again', async () => {
    await workspace.run('run')
    await workspace.app.end('idle')
    expect(ofType('app.ended')).toMatchObject([{ reason: 'idle' }])
    expect(workspace.view().state).toBe('asleep')
    expect((await visit()).instance).toBe(1)
    expect(ofType('run.started').at(-1)).toMatchObject({ reason: 'wake', run: 2 })
  })

  it('many requests wake it once', async () => {
    await workspace.run('run')
    await workspace.app.end('idle')
    await Promise.all([visit(), visit(), visit()])
    expect(ofType('run.started')).toHaveLength(2)
  })

  it.each([
    ['falls asleep', () => workspace.app.end('idle')],
    ['restarts', () => workspace.run('restart')],
  ])('a request that comes while it %s is answered by the next start', async (_what, end) => {
    await workspace.run('run')
    let done = (): void => undefined
    runner.releasing = new Promise((resolve) => (done = resolve))
    const ending = end()
    await delay(0)
    const visited = visit()
    await delay(30)
    done()
    await ending
    expect(await visited).toEqual({ instance: 1, code: null })
  })

  it('after our own end everything is back', async () => {
    await workspace.run('run')
    await visit()
    workspace.browsers.add('mallory')
    await workspace.advanceClock(1000)
    const before = workspace.view()
    const jar = workspace.browsers.cookies('alice')
    await registry.close()
    registry = open()
    workspace = registry.owned('ann', before.id)
    expect(workspace.view()).toEqual({ ...before, state: 'asleep' })
    expect(workspace.browsers.cookies('alice')).toEqual(jar)
    expect((await visit()).instance).toBe(1)
    expect(ofType('exchange.started').map((event) => 'exchange' in event && event.exchange)).toEqual([
      'x1',
      'x2',
    ])
  })
})

describe('the trace', () => {
  it('keeps the order: what the app did for an answer comes before the answer', async () => {
    await workspace.run('run')
    await visit()
    const types = events().map(({ type }) => type)
    expect(types.indexOf('response.finished')).toBeGreaterThan(0)
    expect(types.indexOf('response.finished')).toBeLessThan(types.indexOf('response.received'))
    expect(types.indexOf('response.received')).toBeLessThan(types.indexOf('jar.changed'))
  })

  it('waits no longer than a moment for an app that never says it is done', async () => {
    await workspace.run('run')
    runner.answer = (_request, response) => {
      response.removeAllListeners('finish')
      response.end('x')
    }
    const started = performance.now()
    expect((await visit()).code).toBeNull()
    expect(performance.now() - started).toBeLessThan(5000)
    await delay(0)
  })
})
