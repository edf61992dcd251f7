import { expect, it } from 'vitest'
import type { JarCookie } from '../cookie'
import type { TraceEvent } from '../trace-event'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import { momentAt } from './moment'
import { traceSince } from './since'

const NOTHING: readonly JarCookie[] = []
const jar = (id: number, browser: string): TraceEvent => ({
  id,
  at: id,
  type: 'jar.changed',
  browser,
  reason: 'cleared',
  exchange: null,
  cookies: [...NOTHING],
})
const clock = (id: number, offsetMs: number): TraceEvent => ({
  id,
  at: id,
  type: 'clock.advanced',
  byMs: 1,
  offsetMs,
})
const run = (id: number): TraceEvent => ({ id, at: id, type: 'run.started', run: id, reason: 'run' })

it('keeps what comes after an event, and of what came before only the states that still hold', () => {
  const trace = extendTrace(EMPTY_TRACE, [
    run(1),
    clock(2, 10),
    jar(3, 'alice'),
    clock(4, 20),
    jar(5, 'bob'),
    run(6),
  ])
  const since = traceSince(trace, 5)
  expect(since.events.map((event) => event.id)).toEqual([3, 4, 5, 6])
  expect(momentAt(since, since.lastId).clockOffsetMs).toBe(20)
})
