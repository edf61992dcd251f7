import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, expect, it } from 'vitest'
import type { Observation } from '../../../protocol/observation'
import { StoreWatch } from './store-watch'

type Answer = (error: unknown, value?: unknown) => unknown

function watched(store: object, latencyMs = 0, isFollowed = true) {
  const reports: Observation[] = []
  const watch = new StoreWatch({
    report: (observation) => void reports.push(observation),
    currentExchange: () => 'x1',
    isFollowed: () => isFollowed,
    now: () => 1,
    workFolder: () => '/work',
    later: (run, ms) => void setTimeout(run, ms),
  })
  watch.latencyMs = latencyMs
  watch.watch(store)
  return { reports, watch, ends: () => reports.flatMap((one) => (one.type === 'store.answered' ? [one] : [])) }
}

class Own {
  seen: unknown[] = []
  get(this: unknown, sid: string, answer: Answer): unknown {
    const self = this as Own
    self.seen.push([self instanceof Own, sid, arguments.length])
    return answer.call(self, null, { sid })
  }
  set(_sid: string, _data: unknown, answer?: Answer): string {
    answer?.(new Error('full'))
    return 'returned'
  }
  destroy(): never {
    throw new TypeError('no')
  }
}

describe('StoreWatch', () => {
  it('answers as part of the exchange that asked, when a kept connection answers as part of another', () => {
    const exchanges = new AsyncLocalStorage<string>()
    const pending: (() => void)[] = []
    const store = { get: (_sid: string, answer: Answer) => void pending.push(() => answer(null, {})) }
    const watch = new StoreWatch({
      report: () => undefined,
      currentExchange: () => exchanges.getStore() ?? null,
      within: (exchange, run) => exchanges.run(exchange, run),
      now: () => 1,
      workFolder: () => '/work',
      later: () => undefined,
    })
    watch.watch(store)
    let seen: unknown
    exchanges.run('x2', () => {
      store.get('a', () => (seen = exchanges.getStore()))
    })
    exchanges.run('x1', () => pending[0]?.())
    expect(seen).toBe('x2')
  })

  it.each([
    ['of an exchange that is followed', true],
    ['of one that is told in brief', false],
  ])('keeps this, arguments, return values and the same turn %s', (_whose, isFollowed) => {
    const store = new Own()
    const { reports, ends } = watched(store, 0, isFollowed)
    let answered: unknown
    const returned = store.get('a', function (this: unknown, error, value) {
      answered = [this === store, error, value]
      return 'from the callback'
    })
    expect(returned).toBe('from the callback')
    expect(answered).toEqual([true, null, { sid: 'a' }])
    expect(store.seen).toEqual([[true, 'a', 2]])
    expect(() => store.destroy()).toThrow(TypeError)
    if (isFollowed) expect(ends()[0]).toMatchObject({ op: 'get', sid: 'a', outcome: 'hit', exchange: 'x1' })
    else expect(reports).toEqual([])
  })

  it('reports errors, answered or thrown, and calls without a callback', () => {
    const store = new Own()
    const { ends } = watched(store)
    expect(store.set('a', {}, () => undefined)).toBe('returned')
    expect(store.set('a', {})).toBe('returned')
    expect(() => store.destroy()).toThrow(TypeError)
    expect(ends().map(({ op, outcome, error }) => [op, outcome, error])).toEqual([
      ['set', 'error', 'full'],
      ['set', 'ok', null],
      ['destroy', 'error', 'The store threw an error.'],
    ])
  })

  it('is not to be seen on the instance', () => {
    const store = new Own()
    const before = [
      Object.keys(store),
      JSON.stringify(store),
      'touch' in store,
      store.get.length,
      store.get.name,
    ]
    const { watch } = watched(store)
    watch.watch(store)
    expect([
      Object.keys(store),
      JSON.stringify(store),
      'touch' in store,
      store.get.length,
      store.get.name,
    ]).toEqual(before)
    expect(Reflect.get(store, 'get')).toBe(Reflect.get(store, 'get'))
  })

  it('follows methods that are replaced, on the instance or on the class', () => {
    class Later extends Own {}
    const store = new Later()
    const { ends } = watched(store)
    Later.prototype.get = (_sid, answer) => answer(null, null)
    store.get('a', () => undefined)
    store.get = (_sid, answer) => answer(new Error('own'))
    store.get('b', () => undefined)
    expect(ends().map(({ sid, outcome }) => [sid, outcome])).toEqual([
      ['a', 'miss'],
      ['b', 'error'],
    ])
    expect(Object.keys(store)).toContain('get')
  })

  it.each([
    ['a proxy', new Proxy(new Own(), { defineProperty: () => false })],
    ['a frozen store', Object.freeze(new Own())],
    [
      'a getter',
      {
        get get() {
          return (_sid: string, answer: Answer) => answer(null)
        },
      },
    ],
  ])('leaves %s alone', (_name, store) => {
    const { reports } = watched(store)
    expect(() => store.get('a', () => undefined)).not.toThrow()
    expect(reports).toEqual([])
  })

  it('delays operations only when asked to', async () => {
    const store = new Own()
    const { ends, watch } = watched(store, 30)
    const from = performance.now()
    await new Promise((resolve) => store.get('a', resolve))
    expect(performance.now() - from).toBeGreaterThanOrEqual(25)
    expect(ends()[0]?.durationUs).toBeGreaterThan(25_000)
    watch.latencyMs = 0
    let now = false
    store.get('a', () => (now = true))
    expect(now).toBe(true)
  })

  it('gives a promise back when it delays a call without a callback', async () => {
    const records = [1, 2]
    const store = {
      all: () => Promise.resolve(records),
      get: () => Promise.reject(new Error('lost')),
      destroy: (): Promise<void> => {
        throw new TypeError('no')
      },
    }
    const { ends } = watched(store, 5)
    expect(await store.all()).toBe(records)
    await expect(store.get()).rejects.toThrow('lost')
    await expect(store.destroy()).rejects.toThrow(TypeError)
    expect(ends().map(({ op, outcome }) => [op, outcome])).toEqual([
      ['all', 'ok'],
      ['get', 'error'],
      ['destroy', 'error'],
    ])
  })
})
