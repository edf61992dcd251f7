import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readProgress } from './lesson-progress'
import { FakeLocks } from './locks.fixture'
import { beginTrial, endLeftTrial, endTrial, trialSpans } from './trial-spans'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('window', {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
  })
})

const LEFT = '{"trials":[{"workspace":"w","from":10,"to":null},{"workspace":7}]}'
const last = (slug: string) => readProgress(slug).trials.at(-1)
afterEach(() => void vi.unstubAllGlobals())

const spans = (slug: string, workspace = 'w') => trialSpans(readProgress(slug).trials, workspace)

it('a trial reaches from its beginning to its end, in its own workspace', () => {
  beginTrial('a', 'w', 10, 1)
  expect(spans('a')).toEqual([{ from: 10, to: Infinity }])
  endTrial('a', 20)
  expect(spans('a')).toEqual([{ from: 10, to: 20 }])
  expect(spans('a', 'another')).toEqual([])
})

it('is forgotten when no event of it is left, or its workspace is gone', () => {
  beginTrial('b', 'w', 10, 1)
  endTrial('b', 20)
  beginTrial('b', 'w', 30, 21)
  expect(spans('b')).toEqual([{ from: 30, to: Infinity }])
  beginTrial('b', 'another', 1, 1)
  expect(spans('b')).toEqual([])
})

it('ends with the page that began it, and not before, where a browser has no locks', () => {
  beginTrial('c', 'w', 10, 1)
  endLeftTrial('c', () => 15)
  expect(spans('c')).toEqual([{ from: 10, to: Infinity }])
  kept.set('crumbtrail.progress.d', LEFT)
  endLeftTrial('d', () => 15)
  expect(spans('d')).toEqual([{ from: 10, to: 15 }])
})

describe('among the pages of one browser', () => {
  let locks = new FakeLocks()
  /** What a page that is opened now would see: its own module, with the same storage and locks. */
  const openPage = async () => {
    vi.resetModules()
    return await import('./trial-spans')
  }
  beforeEach(() => {
    locks = new FakeLocks()
    vi.stubGlobal('navigator', { locks })
  })

  it('goes on when the lesson is opened in another page', async () => {
    const first = await openPage()
    first.beginTrial('e', 'w', 10, 1)
    await locks.settled()
    const second = await openPage()
    second.endLeftTrial('e', () => 12)
    await locks.settled()
    expect(last('e')).toEqual({ workspace: 'w', from: 10, to: null })
    first.endTrial('e', 20)
    await locks.settled()
    expect(last('e')).toEqual({ workspace: 'w', from: 10, to: 20 })
  })

  it('ends when the page that tried is closed, be it before or after the other was opened', async () => {
    kept.set('crumbtrail.progress.f', LEFT)
    ;(await openPage()).endLeftTrial('f', () => 15)
    await locks.settled()
    expect(last('f')?.to).toBe(15)
    ;(await openPage()).beginTrial('g', 'w', 10, 1)
    await locks.settled()
    let lastId = 12
    ;(await openPage()).endLeftTrial('g', () => lastId)
    await locks.settled()
    lastId = 18
    locks.closePagesThatHold()
    await locks.settled()
    expect(last('g')?.to).toBe(18)
  })

  it('is left alone by a page that was closed while it waited', async () => {
    ;(await openPage()).beginTrial('h', 'w', 10, 1)
    await locks.settled()
    const undo = (await openPage()).endLeftTrial('h', () => 12)
    undo()
    locks.closePagesThatHold()
    await locks.settled()
    expect(last('h')?.to).toBeNull()
  })
})
