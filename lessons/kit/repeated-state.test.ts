import { describe, expect, it } from 'vitest'
import { extendTrace } from '../../protocol/model/build'
import { EMPTY_TRACE } from '../../protocol/model/empty-trace'
import type { NewTraceEvent } from '../../protocol/trace-event'
import { jarEmptiedAfter, starts } from './checks'
import { advancedBetween, appDeathAfter, isAppUp } from './engine-checks'

const start: NewTraceEvent = { type: 'run.started', run: 1, reason: 'run' }
const states: NewTraceEvent[] = [
  { type: 'clock.advanced', byMs: 1000, offsetMs: 1000 },
  { type: 'jar.changed', browser: 'alice', reason: 'cleared', exchange: null, cookies: [] },
  { type: 'app.ended', instance: 1, reason: 'exit', fault: null, left: 0 },
]
const again = [start, ...states].map((event) => Object.assign({}, event, { repeated: true as const }))
const traceOf = (events: NewTraceEvent[]) =>
  extendTrace(
    EMPTY_TRACE,
    events.map((event, index) => Object.assign({}, event, { id: index + 1, at: index })),
  )

it('a state said again is nobody’s act', () => {
  const trace = traceOf([start, ...again])
  expect(starts(trace).map(({ id }) => id)).toEqual([1])
  expect(jarEmptiedAfter(trace, 'alice', 0)).toBe(false)
  expect(advancedBetween(trace, 0, 99)).toBe(0)
  expect(appDeathAfter(trace, 1)).toBe(null)
})

it('a start that was dropped counts where it is said again', () => {
  expect(starts(traceOf(again)).map(({ id }) => id)).toEqual([1])
})

describe('the app is up', () => {
  const ready: NewTraceEvent = { type: 'run.ready', run: 1, instances: 2, startMs: 9 }
  const ended = (reason: 'uncaught' | 'replaced', left: number): NewTraceEvent => ({
    type: 'app.ended',
    instance: 1,
    reason,
    fault: null,
    left,
  })

  it.each<[string, NewTraceEvent[], boolean]>([
    ['before any run', [], false],
    ['while it starts', [start], false],
    ['when it has started', [start, ready], true],
    ['with one process left', [start, ready, ended('uncaught', 1)], true],
    ['with none left', [start, ready, ended('uncaught', 0)], false],
    ['after those it took the place of', [start, ready, ended('replaced', 0)], true],
  ])('%s', (_, events, isUp) => {
    expect(isAppUp(traceOf(events), 99)).toBe(isUp)
  })

  const kept: NewTraceEvent = { type: 'clock.advanced', byMs: 1, offsetMs: 1 }
  const saidAgain = (...events: NewTraceEvent[]) =>
    events.map((event) => Object.assign({}, event, { repeated: true as const }))
  const cut: NewTraceEvent = { type: 'trace.truncated', dropped: 9 }

  it.each<[string, NewTraceEvent[], boolean]>([
    ['that was said again after the cut', [cut, ...saidAgain(start, ready)], true],
    [
      'whatever a later trial left',
      [cut, ...saidAgain(start, ready), kept, ...saidAgain(ended('uncaught', 0))],
      true,
    ],
    ['but not that a trial left', saidAgain(start, ready), false],
  ])('at an event older than the start %s', (_, later, isUp) => {
    expect(isAppUp(traceOf([kept, ...later]), 1)).toBe(isUp)
  })
})
