import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '../../protocol/snapshot'
import { LateAnswer, type Inspector } from '../inspectors/inspector'
import { Recorder } from '../tracing/recorder'
import { Stores } from './stores'

afterEach(() => {
  vi.useRealTimers()
})

/** A store whose readings are answered by hand, each with what it held when it was asked. */
class SlowStore implements Inspector {
  readonly kind = 'memory' as const
  held = 0
  readonly #asked: (() => void)[] = []

  read(): Promise<Snapshot[]> {
    const records = Array.from({ length: this.held }, (_none, n) => ({
      sid: `s${String(n)}`,
      data: {},
      expires: null,
      where: 'here',
      raw: '{}',
      bytes: 2,
    }))
    const snapshot: Snapshot = { kind: this.kind, engine: 'heap', instance: 1, records, total: this.held }
    return new Promise((resolve) =>
      this.#asked.push(() => {
        resolve([snapshot])
      }),
    )
  }

  async asked(times: number): Promise<void> {
    while (this.#asked.length < times) await delay(1)
  }

  /** Answers the reading asked for first. */
  async answer(): Promise<void> {
    await this.asked(1)
    this.#asked.shift()?.()
  }

  page = () => Promise.resolve(null)
  remove = () => Promise.resolve((this.held -= 1) >= 0)
  edit = () => Promise.resolve(false)
}

function setUp(inspectors?: readonly Inspector[]) {
  const recorder = new Recorder({
    sink: { append: () => undefined, replace: () => undefined },
    redact: (json) => json,
  })
  const changes: [string | null, number][] = []
  const types: string[] = []
  recorder.listen((event) => {
    types.push(event.type)
    if (event.type === 'store.changed') changes.push([event.exchange, event.snapshot.total])
  })
  const store = new SlowStore()
  return { store, stores: new Stores(inspectors ?? [store], recorder), changes, types }
}

describe('a change belongs to the exchange that asks', () => {
  it('also when a look that nobody asked for is under way and sees it first', async () => {
    const { store, stores, changes } = setUp()
    store.held = 1
    stores.stir(null)
    await store.asked(1)
    const done = stores.refresh('x1')
    await store.answer()
    await store.answer()
    await done
    expect(changes).toEqual([['x1', 1]])
  })

  it('also when somebody looks at the stores by hand at that moment', async () => {
    const { store, stores, changes } = setUp()
    store.held = 1
    const looked = stores.read()
    await store.asked(1)
    const done = stores.refresh('x1')
    await store.answer()
    await store.answer()
    await done
    expect([(await looked)[0]?.total, changes]).toEqual([1, [['x1', 1]]])
  })

  it('and what a look of another exchange sees stays that one’s', async () => {
    const { store, stores, changes } = setUp()
    store.held = 1
    const first = stores.refresh('x1')
    await store.asked(1)
    store.held = 2
    const second = stores.refresh('x2')
    await store.answer()
    await store.answer()
    await Promise.all([first, second])
    expect(changes).toEqual([
      ['x1', 1],
      ['x2', 2],
    ])
  })
})

describe('quiet', () => {
  it('waits for a picture that takes long, so that the next request is not in it', async () => {
    const { store, stores, changes } = setUp()
    store.held = 1
    void stores.refresh('x1')
    const quiet = stores.quiet()
    await delay(300)
    await store.answer()
    await quiet
    expect(changes).toEqual([['x1', 1]])
  })

  it('waits for a store that never answers once, and then only a moment', async () => {
    vi.useFakeTimers()
    const { stores } = setUp()
    const patience = async (exchange: string): Promise<number> => {
      void stores.refresh(exchange)
      const began = Date.now()
      const waited = stores.quiet().then(() => Date.now() - began)
      await vi.advanceTimersByTimeAsync(2000)
      return waited
    }
    expect([await patience('x1'), await patience('x2')]).toEqual([1000, 150])
  })
})

it('a store that cannot be read hides no other', async () => {
  const store = new SlowStore()
  const broken = new SlowStore()
  broken.read = () => Promise.reject(new Error('gone'))
  const { stores, changes } = setUp([broken, store])
  const done = stores.refresh('x1')
  await store.answer()
  await done
  expect(changes).toEqual([['x1', 0]])
})

it('what is done by hand is told before the picture that shows it', async () => {
  const { store, stores, types } = setUp()
  store.held = 2
  const removed = stores.remove({ kind: 'memory', sid: 's1' })
  await store.answer()
  expect([await removed, types]).toEqual([true, ['record.edited', 'store.changed']])
  const edited = stores.edit({ kind: 'redis', sid: 's1', data: {} })
  await store.answer()
  expect(await edited).toBe(false)
})

describe('a store that is used no longer', () => {
  const snapshot: Snapshot = { kind: 'file', engine: './sessions', instance: null, records: [], total: 0 }

  function watched(isUp: () => boolean) {
    const recorder = new Recorder({
      sink: { append: () => undefined, replace: () => undefined },
      redact: (json) => json,
    })
    const seen: (true | undefined)[] = []
    recorder.listen((event) => {
      if (event.type === 'store.changed') seen.push(event.snapshot.gone)
    })
    let answer: () => Promise<Snapshot[]> = () => Promise.resolve([snapshot])
    const inspector = {
      kind: 'file' as const,
      read: () => answer(),
      page: () => Promise.resolve(null),
      remove: () => Promise.resolve(false),
      edit: () => Promise.resolve(false),
    }
    const stores = new Stores([inspector], recorder, isUp)
    return { stores, seen, says: (next: typeof answer) => (answer = next) }
  }

  it('is told once to be gone, and comes back when it is used again', async () => {
    const { stores, seen, says } = watched(() => true)
    await stores.read()
    says(() => Promise.resolve([]))
    await stores.read()
    await stores.read()
    says(() => Promise.resolve([snapshot]))
    await stores.read()
    expect(seen).toEqual([undefined, true, undefined])
  })

  it.each([
    ['while the app does not run', () => Promise.resolve([]), false],
    ['when it could not be read', () => Promise.reject(new Error('later')), true],
  ])('is not gone %s', async (_when, silence, isUp) => {
    const { stores, seen, says } = watched(() => isUp)
    await stores.read()
    says(silence)
    await stores.read()
    expect(seen).toEqual([undefined])
  })
})

/** A shared store of so many records, which can be paged and removed at once. */
class LongStore implements Inspector {
  readonly kind = 'redis' as const
  #sids: string[]

  constructor(count: number) {
    this.#sids = Array.from({ length: count }, (_none, n) => `s${String(n)}`)
  }

  #records(limit: number): Snapshot['records'] {
    const rest = { data: {}, expires: null, where: 'here', raw: '{}', bytes: 2 }
    return this.#sids.slice(0, limit).map((sid) => ({ sid, ...rest }))
  }

  get left(): number {
    return this.#sids.length
  }

  read(): Promise<Snapshot[]> {
    const shared = { kind: this.kind, engine: 'one', instance: null }
    return Promise.resolve([{ ...shared, records: this.#records(200), total: this.left }])
  }

  page({ limit }: { limit: number }) {
    return Promise.resolve({ records: this.#records(limit), total: this.left })
  }

  remove(sid: string): Promise<boolean> {
    const before = this.left
    this.#sids = this.#sids.filter((each) => each !== sid)
    return Promise.resolve(this.left < before)
  }

  edit = () => Promise.resolve(false)
}

describe('emptying', () => {
  it('goes beyond what a snapshot holds', async () => {
    const long = new LongStore(1050)
    await setUp([long]).stores.empty()
    expect(long.left).toBe(0)
  })

  it('goes on when a store cannot be asked now', async () => {
    const asleep = new LongStore(3)
    asleep.read = () => Promise.reject(new Error('Nobody has asked it yet.'))
    const awake = new LongStore(3)
    await setUp([asleep, awake]).stores.empty()
    expect([asleep.left, awake.left]).toEqual([3, 0])
  })

  it('leaves a store alone that removes nothing, and the heap to its process', async () => {
    const firm = new LongStore(3)
    firm.remove = () => Promise.resolve(false)
    const { store, stores } = setUp([firm])
    store.held = 2
    await stores.empty()
    expect([firm.left, store.held]).toEqual([3, 2])
  })
})

describe('a store that cannot be read', () => {
  it.each<[string, Error, number]>([
    ['is looked at again by itself when it was only late', new LateAnswer(), 2],
    ['is left in peace while it sleeps', new Error('Nobody has asked it yet.'), 1],
  ])('%s', async (_what, why, looks) => {
    vi.useFakeTimers()
    const read = vi.fn<Inspector['read']>().mockResolvedValue([]).mockRejectedValueOnce(why)
    await setUp([Object.assign(new SlowStore(), { read })]).stores.refresh('x1')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(read).toHaveBeenCalledTimes(looks)
  })
})

describe('a store that changes all the time', () => {
  /** How many pictures are recorded while it changes for a while, by the length of each. */
  async function pictures(length: number): Promise<number> {
    let turn = 0
    const read = (): Promise<Snapshot[]> => {
      const raw = String((turn += 1)).padEnd(length, '.')
      const record = { sid: 's', data: {}, expires: null, where: 'here', raw, bytes: length }
      return Promise.resolve([{ kind: 'memory', engine: 'heap', instance: 1, records: [record], total: 1 }])
    }
    const { stores, changes } = setUp([Object.assign(new SlowStore(), { read })])
    for (const end = Date.now() + 900; Date.now() < end;) {
      stores.stir(null)
      await vi.advanceTimersByTimeAsync(10)
    }
    return changes.length
  }

  it('is pictured less often the larger it is', async () => {
    vi.useFakeTimers()
    expect([await pictures(10), await pictures(160_000)]).toEqual([6, 2])
  })
})

describe('a record that runs out while nobody asks', () => {
  /** A Redis whose one key ends in two seconds; `deletes`: whether it does then go. */
  function watched(deletes: boolean) {
    const recorder = new Recorder({
      sink: { append: () => undefined, replace: () => undefined },
      redact: (json) => json,
    })
    const totals: number[] = []
    recorder.listen((event) => {
      if (event.type === 'store.changed') totals.push(event.snapshot.total)
    })
    const end = Date.now() + 2000
    const record = {
      sid: 's',
      data: {},
      expires: new Date(end).toISOString(),
      where: 'here',
      raw: '{}',
      bytes: 2,
    }
    let looks = 0
    const read = (): Promise<Snapshot[]> => {
      looks += 1
      const records = deletes && Date.now() >= end ? [] : [record]
      return Promise.resolve([{ kind: 'redis', engine: 'one', instance: null, records, total: records.length }])
    }
    const inspector = Object.assign(new SlowStore(), { kind: 'redis' as const, read })
    const time = { now: () => Date.now(), runs: () => true }
    return { stores: new Stores([inspector], recorder, () => true, time), totals, looks: () => looks }
  }

  it('is seen to be gone', async () => {
    vi.useFakeTimers()
    const { stores, totals, looks } = watched(true)
    await stores.read()
    await vi.advanceTimersByTimeAsync(2500)
    expect(totals).toEqual([1, 0])
    await vi.advanceTimersByTimeAsync(3600_000)
    expect([totals, looks()]).toEqual([[1, 0], 2])
  })

  it('makes no trace longer that still shows it', async () => {
    vi.useFakeTimers()
    const { stores, totals, looks } = watched(false)
    await stores.read()
    await vi.advanceTimersByTimeAsync(3600_000)
    expect(totals).toEqual([1])
    expect(looks()).toBeLessThan(10)
  })
})
