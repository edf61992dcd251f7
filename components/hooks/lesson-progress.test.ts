import { beforeEach, describe, expect, it, vi } from 'vitest'
import { changeProgress, NO_PROGRESS, readProgress } from './lesson-progress'

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

describe('progress', () => {
  it('is nothing at first', () => {
    expect(readProgress('a')).toBe(NO_PROGRESS)
  })

  it('is kept by lesson, and the same object until it changes', () => {
    changeProgress('b', { done: ['one'] })
    expect(readProgress('b')).toEqual({ ...NO_PROGRESS, done: ['one'] })
    expect(readProgress('b')).toBe(readProgress('b'))
    expect(readProgress('c')).toBe(NO_PROGRESS)
  })

  it('keeps an option that was marked and not confirmed', () => {
    kept.set('crumbtrail.progress.e', '{"done":[],"predictions":{},"marked":{"q":"two"}}')
    expect(readProgress('e').marked).toEqual({ q: 'two' })
    kept.set('crumbtrail.progress.e', '{"done":[],"predictions":{}}')
    expect(readProgress('e').marked).toEqual({})
  })

  it.each(['', '{', 'null', '[]', '"x"', '{"done":7,"predictions":[1]}'])(
    'reads %j as nothing done',
    (text) => {
      kept.set('crumbtrail.progress.d', text)
      expect(readProgress('d').done).toEqual([])
    },
  )
})
