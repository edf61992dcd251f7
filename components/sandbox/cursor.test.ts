import { describe, expect, it } from 'vitest'
import { extendTrace } from '@/protocol/model/build'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import type { LifeView, TraceModel } from '@/protocol/model/views'
import type { TraceEvent } from '@/protocol/trace-event'
import { rowEnd, rowFrom, stepFrom } from './cursor'
import type { Cursor } from './lab'

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

const started = (id: number, exchange: string): TraceEvent => ({
  id,
  at: id,
  type: 'exchange.started',
  exchange,
  browser: 'alice',
  method: 'GET',
  url: 'http://localhost:3000/',
  initiator: null,
  redirectOf: null,
})
const failed = (id: number, exchange: string): TraceEvent => ({
  id,
  at: id,
  type: 'exchange.failed',
  exchange,
  error: { code: 'refused', message: '' },
  durationMs: 1,
})
const run = (id: number, reason: 'run' | 'wake'): TraceEvent => ({
  id,
  at: id,
  type: 'run.started',
  run: 1,
  reason,
})
const ready = (id: number): TraceEvent => ({
  id,
  at: id,
  type: 'run.ready',
  run: 1,
  instances: 1,
  startMs: 1,
})
const crashed = (id: number): TraceEvent => ({
  id,
  at: id,
  type: 'app.ended',
  instance: 1,
  reason: 'uncaught',
  fault: null,
  left: 0,
})

describe('rowFrom where rows overlap', () => {
  it.each<[string, TraceEvent[]]>([
    ['requests sent side by side', [started(1, 'a'), started(2, 'b'), failed(3, 'b'), failed(4, 'a')]],
    ['a request that wakes the app', [started(1, 'a'), run(2, 'wake'), ready(3), failed(4, 'a')]],
    ['a request sent while the app starts', [run(1, 'run'), started(2, 'a'), ready(3), failed(4, 'a')]],
    ['a crash in a request', [run(1, 'run'), ready(2), started(3, 'a'), crashed(4), failed(5, 'a')]],
  ])('visits each row once, both ways: %s', (_name, events) => {
    const overlapping = extendTrace(EMPTY_TRACE, events)
    const ends = overlapping.rows.map(rowEnd)
    let cursor: Cursor = ends.at(-1) ?? 'live'
    for (const end of ends.slice(0, -1).reverse()) {
      cursor = rowFrom(overlapping, cursor, -1)
      expect(cursor).toBe(end)
    }
    for (const end of [...ends.slice(1), 'live']) {
      cursor = rowFrom(overlapping, cursor, 1)
      expect(cursor).toBe(end)
    }
  })
})
