import { createRequire } from 'node:module'
import type session from 'express-session'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import { HeapStores } from '../preload/observe/heap-stores'
import { describeInspector, type InspectedStore } from './inspector.contract'
import { MemoryInspector } from './memory'

const require = createRequire(new URL('../runtime/package.json', import.meta.url))
const { MemoryStore } = require('express-session') as typeof session

function make(): InspectedStore & { heap: HeapStores } {
  const store = new MemoryStore()
  const heap = new HeapStores()
  heap.add(store)
  const inspector = new MemoryInspector({
    heaps: () => Promise.resolve([{ instance: 1, ...heap.snapshot() }]),
    page: (_instance, page) => Promise.resolve({ instance: 1, ...heap.snapshot(page) }),
    remove: (sid) => Promise.resolve(heap.remove(sid)),
    edit: (sid, json) => Promise.resolve(heap.edit(sid, json)),
  })
  const set = (sid: string, data: object): Promise<void> =>
    new Promise((resolve) => {
      store.set(sid, data as session.SessionData, () => resolve())
    })
  return {
    inspector,
    heap,
    set: async (sid, data) => set(sid, data),
    get: (sid) => new Promise((resolve) => store.get(sid, (_error, found) => resolve(found))),
    fill: async (count) => {
      for (let i = 0; i < count; i += 1) await set(`sid-${String(i)}`, { cookie: {}, n: i })
    },
    close: () => Promise.resolve(),
  }
}

describeInspector('memory', () => Promise.resolve(make()))

describe('memory of several instances', () => {
  const heap = (instance: number, hasMemoryStore: boolean) => ({
    instance,
    records: [],
    total: 0,
    hasMemoryStore,
  })

  it('gives one snapshot per heap, none for a process without a MemoryStore', async () => {
    const inspector = new MemoryInspector({
      heaps: () => Promise.resolve([heap(1, true), heap(2, false), heap(3, true)]),
      page: () => Promise.resolve(null),
      remove: () => Promise.resolve(false),
      edit: () => Promise.resolve(false),
    })
    expect((await inspector.read()).map(({ engine, instance }) => [engine, instance])).toEqual([
      ['heap of instance 1', 1],
      ['heap of instance 3', 3],
    ])
  })

  it('shows odd records as they are', () => {
    const odd = new HeapStores()
    const sessions = Object.assign(Object.create(null) as object, {
      a: '{"half',
      b: 7,
      c: '{"cookie":{"expires":"never"}}',
    })
    odd.add({ sessions })
    expect(odd.snapshot().records.map(({ raw, data, expires }) => [raw, data, expires])).toEqual([
      ['{"half', null, null],
      ['number', null, null],
      ['{"cookie":{"expires":"never"}}', { cookie: { expires: 'never' } }, null],
    ])
  })

  it('answers in a bounded length, whatever the app stores', () => {
    const large = (count: number, length: number): HeapStores => {
      const heap = new HeapStores()
      const entries = Array.from({ length: count }, (_, i) => [
        `s${String(i)}`,
        JSON.stringify({ a: 'x'.repeat(length) }),
      ])
      heap.add({ sessions: Object.fromEntries(entries) as object })
      return heap
    }
    for (const [count, length] of [
      [500, 5000],
      [10, 200_000],
      [1, 2_000_000],
    ] as const) {
      const snapshot = large(count, length).snapshot()
      expect(JSON.stringify(snapshot).length).toBeLessThan(LIMITS.trace.eventBytes)
      expect(snapshot.records.length).toBeGreaterThan(0)
      expect(snapshot.total).toBe(count)
    }
  })
})
