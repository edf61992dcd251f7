import { describe, expect, it } from 'vitest'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import type { LifeView, TraceModel } from '@/protocol/model/views'
import { rowFrom, stepFrom } from './cursor'

const life = (eventId: number): LifeView => ({
  firstEventId: eventId,
  eventId,
  at: 0,
  kind: 'run',
  text: '',
  detail: null,
  tone: 'plain',
})
const trace: TraceModel = {
  ...EMPTY_TRACE,
  lastId: 9,
  rows: [2, 5, 9].map((id) => ({ type: 'life', life: life(id) })),
}

describe.each([
  ['rowFrom', rowFrom],
  ['stepFrom', stepFrom],
])('%s', (_name, from) => {
  it.each([
    ['live', -1, 5],
    [5, -1, 2],
    [2, -1, 2],
    [2, 1, 5],
    [4, 1, 5],
    [9, 1, 'live'],
    ['live', 1, 'live'],
  ] as const)('from %s by %s is %s', (cursor, by, expected) => {
    expect(from(trace, cursor, by)).toBe(expected)
  })
  it('stays where it is in an empty trace', () => {
    expect(from(EMPTY_TRACE, 'live', -1)).toBe('live')
  })
})
