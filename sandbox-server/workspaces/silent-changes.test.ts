import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Snapshot, StoreKind } from '../../protocol/snapshot'
import { SilentChanges } from './silent-changes'
import { WorkspaceClock } from './workspace-clock'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A picture of one store whose records end so many milliseconds from now. */
function holding(kind: StoreKind, ...lives: (number | null)[]): Snapshot {
  const records = lives.map((life, n) => ({
    sid: `s${String(n)}`,
    data: {},
    expires: life === null ? null : new Date(Date.now() + life).toISOString(),
    where: 'here',
    raw: '{}',
    bytes: 2,
  }))
  return { kind, engine: 'one', instance: null, records, total: records.length }
}

/** `sees`: what each look finds there. */
function setUp(sees: () => Snapshot[] = () => []) {
  const world = { runs: true, isUp: true, moved: false, clock: new WorkspaceClock(0) }
  const began = Date.now()
  const lookedAt: number[] = []
  let asked = 0
  const changes = new SilentChanges(
    { now: (kind) => world.clock.nowOf(kind), runs: () => world.runs, isUp: () => world.isUp },
    {
      hasMoved: () => {
        asked += 1
        return Promise.resolve(world.moved)
      },
      look: () => {
        lookedAt.push(Date.now() - began)
        world.moved = false
        changes.expect(sees())
      },
    },
  )
  return { changes, world, lookedAt, asked: () => asked }
}

describe('a record that its server deletes', () => {
  it.each(['redis', 'memcached', 'mongo'] as const)('is looked for shortly after its end: %s', async (kind) => {
    const { changes, lookedAt } = setUp()
    changes.expect([holding(kind, 60_000, 2000, null)])
    await vi.advanceTimersByTimeAsync(1999)
    expect(lookedAt).toEqual([])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(lookedAt).toEqual([2050])
  })

  const hour = 3600_000
  it.each([
    ['redis', 2050],
    ['memcached', 2050],
    ['mongo', hour + 2050],
  ] as const)('is looked for by the clock of its server after fast-forward: %s', async (kind, due) => {
    const { changes, world, lookedAt } = setUp()
    world.clock = new WorkspaceClock(hour)
    changes.expect([holding(kind, hour + 2000)])
    await vi.advanceTimersByTimeAsync(2 * hour)
    expect(lookedAt).toEqual([due])
  })

  it('is looked for until it is gone, and not for ever', async () => {
    const seen = holding('redis', 2000)
    const { changes, lookedAt } = setUp(() => [seen])
    changes.expect([seen])
    await vi.advanceTimersByTimeAsync(3600_000)
    expect(lookedAt).toEqual([2050, 2250, 2450, 2650, 2850, 3050])
  })

  it('is waited for however long it lives', async () => {
    const month = 30 * 24 * 3600_000
    const { changes, lookedAt } = setUp()
    changes.expect([holding('redis', month)])
    await vi.advanceTimersByTimeAsync(month + 1000)
    expect(lookedAt).toEqual([month + 50])
  })

  it.each(['memory', 'cookie', 'postgres'] as const)(
    'is none in a store that deletes nothing: %s',
    async (kind) => {
      const { changes, lookedAt } = setUp()
      changes.expect([holding(kind, 2000)])
      await vi.advanceTimersByTimeAsync(10_000)
      expect(lookedAt).toEqual([])
    },
  )

  it.each(['before', 'after'])('is not looked for in a server that fell asleep, %s the look', async (when) => {
    const { changes, world, lookedAt } = setUp()
    world.runs = when === 'after'
    changes.expect([holding('redis', 2000)])
    world.runs = false
    await vi.advanceTimersByTimeAsync(10_000)
    expect([lookedAt, vi.getTimerCount()]).toEqual([[], 0])
  })
})

describe('a folder of files', () => {
  it('is looked at when something in it has moved', async () => {
    const { changes, world, lookedAt } = setUp(() => [holding('file', null)])
    changes.expect([holding('file', null)])
    await vi.advanceTimersByTimeAsync(5200)
    expect(lookedAt).toEqual([])
    world.moved = true
    await vi.advanceTimersByTimeAsync(5000)
    expect(lookedAt).toEqual([5500])
  })

  it('is asked about beside a record that its server deletes late', async () => {
    const seen = [holding('file', null), holding('memcached', 2000)]
    const { changes, lookedAt, asked } = setUp(() => seen)
    changes.expect(seen)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(lookedAt).toEqual([2050, 3050, 4050, 5050, 6050])
    expect(asked()).toBeGreaterThan(30)
  })

  it('is asked about no more often when a server fell asleep whose record is over', async () => {
    const { changes, world, lookedAt, asked } = setUp()
    changes.expect([holding('file', null), holding('redis', 2000)])
    world.runs = false
    await vi.advanceTimersByTimeAsync(5000)
    expect([lookedAt, asked()]).toEqual([[], 10])
  })

  it('is left alone while no app runs that could remove one', async () => {
    const { changes, world, lookedAt, asked } = setUp()
    world.moved = true
    world.isUp = false
    changes.expect([holding('file', null)])
    await vi.advanceTimersByTimeAsync(5000)
    expect([lookedAt, asked(), vi.getTimerCount()]).toEqual([[], 0, 0])
  })

  it('is not asked about where there is none', async () => {
    const { changes, asked } = setUp()
    changes.expect([holding('memory', 2000)])
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked()).toBe(0)
  })
})

it('has one timer at a time, and none that keeps the server alive', () => {
  const { changes } = setUp()
  const timers = vi.spyOn(globalThis, 'setTimeout')
  for (let n = 0; n < 5; n += 1) changes.expect([holding('redis', 2000), holding('file', null)])
  expect(vi.getTimerCount()).toBe(1)
  expect(timers.mock.results.every(({ value }) => !(value as NodeJS.Timeout).hasRef())).toBe(true)
})
