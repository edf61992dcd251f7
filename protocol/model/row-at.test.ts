import { describe, expect, it } from 'vitest'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import { visits } from './fixtures/visits'
import { rowAt, rowKey } from './row-at'

const trace = extendTrace(EMPTY_TRACE, visits())
const keyAt = (cursor: number) => {
  const row = trace.rows[rowAt(trace, cursor)]
  return row && rowKey(row)
}

describe('rowAt', () => {
  it('finds the exchange a cursor is in', () => {
    for (const view of trace.exchanges) {
      expect(keyAt(view.firstEventId)).toBe(view.id)
      expect(keyAt(view.lastEventId)).toBe(view.id)
    }
  })

  it('finds nothing before the first row and the last row at the end', () => {
    expect(rowAt(trace, 0)).toBe(-1)
    expect(rowAt(trace, 1e6)).toBe(trace.rows.length - 1)
  })
})
