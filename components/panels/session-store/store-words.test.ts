import { describe, expect, it } from 'vitest'
import type { AppMoment, StoreMoment } from '@/protocol/model/views'
import { emptyWords, listedName, placeName, shortId, splitWhere } from './store-words'

const app = (state: AppMoment['state']): AppMoment => ({
  state,
  run: 1,
  instances: 1,
  began: 1,
  startMs: null,
  fault: null,
  stores: [],
})
const store = (kind: StoreMoment['kind'], instance: number | null = null): StoreMoment => ({
  kind,
  engine: './sessions',
  instance,
  total: 0,
  records: [],
  columns: [],
  table: null,
  facts: {},
  note: null,
})

describe('words of the store', () => {
  it('tells a map that is empty from one that is gone', () => {
    expect(emptyWords(store('memory', 1), app('ready'))).toContain('no session yet')
    expect(emptyWords(store('memory', 1), app('crashed'))).toBe(
      'The memory of instance 1 is gone: the process ended.',
    )
  })

  it('names the instance only when there are several', () => {
    expect(placeName(store('memory', 2), 1)).not.toContain('instance')
    expect(placeName(store('memory', 2), 2)).toContain('instance 2')
    expect(placeName(store('file'), 1)).toBe('./sessions/')
  })

  it.each([
    ['sessions/abc.json', 'abc', ['', 'abc', '.json']],
    ['sess:abc', 'abc', ['sess:', 'abc', '']],
    ['public.session', 'abc', ['public.session', '', '']],
  ])('finds the id in %s', (where, sid, parts) => {
    const { before, id, after } = splitWhere(where, sid)
    expect([before, id, after]).toEqual(parts)
  })

  it('lists a key of the heap’s map as the string it is', () => {
    expect(listedName('sessions["abc"]', 'abc')).toEqual({ before: '"', id: 'abc', after: '"' })
    expect(listedName('sessions/abc.json', 'abc').after).toBe('.json')
  })

  it('shortens long ids only', () => {
    expect(shortId('abc')).toBe('abc')
    expect(shortId('Lm3pR8tYzK1cVwN5gQeX7uJ2bHsD40aT')).toBe('Lm3p…40aT')
  })
})
