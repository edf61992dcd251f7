import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '@/protocol/trace-event'
import { consoleEntries } from './console-entries'

const line = (id: number, text: string, stream: 'stdout' | 'stderr' = 'stdout'): TraceEvent => ({
  id,
  at: id,
  type: 'console',
  exchange: null,
  instance: 1,
  stream,
  text,
  file: 'app.js',
  line: 3,
})
const run = (id: number, count: number): TraceEvent => ({
  id,
  at: id,
  type: 'run.started',
  run: count,
  reason: 'run',
})
const fault = {
  code: 'uncaught',
  message: 'boom',
  file: 'app.js',
  line: 2,
  column: 5,
  hint: 'Look at line 2.',
  stack: null,
} as const
const EVENTS: TraceEvent[] = [
  run(1, 1),
  line(2, 'one'),
  { id: 3, at: 3, type: 'run.failed', run: 1, fault },
  run(4, 2),
  line(5, 'two', 'stderr'),
]

describe('consoleEntries', () => {
  it('shows only the last run when asked to', () => {
    expect(consoleEntries(EVENTS, 5, true).map(({ text }) => text)).toEqual(['two'])
  })
  it('shows everything otherwise, runs told apart', () => {
    expect(consoleEntries(EVENTS, 5, false).map(({ text }) => text)).toEqual([
      'Run 1',
      'one',
      'boom',
      'Run 2',
      'two',
    ])
  })
  it('takes a start that is only said again for no new run', () => {
    const again: TraceEvent = { ...run(6, 2), repeated: true }
    expect(consoleEntries([...EVENTS, again], 6, true).map(({ text }) => text)).toEqual(['two'])
  })
  it('stops at the cursor', () => {
    expect(consoleEntries(EVENTS, 2, true).map(({ text }) => text)).toEqual(['one'])
  })
  it('keeps the place and the hint of a fault', () => {
    expect(consoleEntries(EVENTS, 3, true).at(-1)).toMatchObject({
      kind: 'fault',
      file: 'app.js',
      line: 2,
      hint: 'Look at line 2.',
    })
  })
  it('tells an error that made the run fail once', () => {
    const error: TraceEvent = {
      id: 2,
      at: 2,
      type: 'app.error',
      exchange: null,
      instance: 1,
      fault,
      fatal: true,
    }
    const failed: TraceEvent = { id: 3, at: 3, type: 'run.failed', run: 1, fault }
    expect(consoleEntries([run(1, 1), error, failed], 3, true).map(({ id }) => id)).toEqual([3])
    expect(consoleEntries([run(1, 1), error], 3, true).map(({ id }) => id)).toEqual([2])
    expect(consoleEntries([run(1, 1), error, run(3, 2), failed], 3, false)).toHaveLength(4)
  })
})
