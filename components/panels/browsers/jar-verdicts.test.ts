import { describe, expect, it } from 'vitest'
import { extendTrace } from '@/protocol/model/build'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import { visits } from '@/protocol/model/fixtures/visits'
import { lastVerdict, refusals, verdictsUpTo } from './jar-verdicts'

const { exchanges } = extendTrace(EMPTY_TRACE, visits())
const [first, , third] = exchanges

describe('verdicts up to the cursor', () => {
  it('are none before the response and one after it', () => {
    if (!first) throw new Error('the fixture has exchanges')
    expect(verdictsUpTo(first, first.firstEventId)).toEqual([])
    expect(verdictsUpTo(first, first.lastEventId).map((verdict) => verdict.outcome)).toEqual(['stored'])
    expect(refusals(first, first.lastEventId)).toEqual([])
  })

  it('the last word changes from stored to sent', () => {
    const outcome = (cursor: number) => lastVerdict(exchanges, 'alice', 'connect.sid', cursor)?.outcome
    expect(outcome(first?.lastEventId ?? 0)).toBe('stored')
    expect(outcome(third?.lastEventId ?? 0)).toBe('sent')
    expect(lastVerdict(exchanges, 'carol', 'connect.sid', 1e6)).toBeNull()
  })
})
