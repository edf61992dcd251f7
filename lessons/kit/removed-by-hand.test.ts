import { expect, it } from 'vitest'
import { extendTrace } from '../../protocol/model/build'
import { EMPTY_TRACE } from '../../protocol/model/empty-trace'
import type { NewTraceEvent } from '../../protocol/trace-event'
import { removedByHand } from './checks'

const record = { sid: 'abc', data: {}, expires: null, where: 'sessions/abc.json', raw: '{}', bytes: 2 }

function holds(records: (typeof record)[]): NewTraceEvent {
  const snapshot = {
    kind: 'file',
    engine: './sessions',
    instance: null,
    records,
    total: records.length,
  } as const
  return { type: 'store.changed', exchange: null, snapshot }
}

const byHand = (action: 'edited' | 'removed', sid = 'abc'): NewTraceEvent => ({
  type: 'record.edited',
  kind: 'file',
  sid,
  action,
})

it.each<[string, NewTraceEvent[], number | null]>([
  ['by hand', [holds([record]), byHand('removed'), holds([])], 2],
  ['by itself, or by its store', [holds([record]), holds([])], null],
  ['by itself after an edit', [holds([record]), byHand('edited'), holds([])], null],
  ['by itself, and another one by hand', [holds([record]), holds([]), byHand('removed', 'def')], null],
])('a record that went %s', (_how, events, removal) => {
  const trace = extendTrace(
    EMPTY_TRACE,
    events.map((event, index) => Object.assign({}, event, { id: index + 1, at: index })),
  )
  expect(removedByHand(trace, 'file', 'abc')).toBe(removal)
})
