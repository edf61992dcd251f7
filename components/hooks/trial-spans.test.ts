import { beforeEach, expect, it, vi } from 'vitest'
import { readProgress } from './lesson-progress'
import { beginTrial, endLeftTrial, endTrial, trialSpans } from './trial-spans'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('window', {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
  })
})

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

it('ends with the page that began it, and not before', () => {
  beginTrial('c', 'w', 10, 1)
  endLeftTrial('c', 15)
  expect(spans('c')).toEqual([{ from: 10, to: Infinity }])
  kept.set('crumbtrail.progress.d', '{"trials":[{"workspace":"w","from":10,"to":null},{"workspace":7}]}')
  endLeftTrial('d', 15)
  expect(spans('d')).toEqual([{ from: 10, to: 15 }])
})
