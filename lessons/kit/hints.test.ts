import { describe, expect, it } from 'vitest'
import { extendTrace } from '../../protocol/model/build'
import { EMPTY_TRACE } from '../../protocol/model/empty-trace'
import type { TraceModel } from '../../protocol/model/views'
import { exchangeView } from './exchange.fixture'
import { notYet } from './hints'

const body = { text: '', length: 0, truncated: false }
const visit = (id: number, method: string, path: string, status: number) =>
  exchangeView({
    method,
    path,
    firstEventId: id,
    lastEventId: id,
    response: { status, statusText: '', headers: [], body },
  })

/** An app that runs, and these visits. */
function traceOf(exchanges: TraceModel['exchanges']): TraceModel {
  const { events, ...rest } = extendTrace(EMPTY_TRACE, [
    { id: 1, at: 1, type: 'run.started', run: 1, reason: 'run' },
    { id: 2, at: 2, type: 'run.ready', run: 1, instances: 1, startMs: 9 },
  ])
  return { ...rest, events, exchanges }
}

const hintFor = (...exchanges: TraceModel['exchanges']) =>
  notYet(traceOf(exchanges), [[true, 'The clue of the task.']], 'Otherwise.').hint

describe('a request that the app has nothing for', () => {
  it('is told to choose GET where GET was answered', () => {
    const hint = hintFor(visit(3, 'GET', '/basket?all', 200), visit(4, 'POST', '/basket', 404))
    expect(hint).toMatch(/^That was POST \/basket, .* Choose GET before the address/)
  })

  it('is left to the task where GET was answered 404 as well', () => {
    expect(hintFor(visit(3, 'GET', '/login/', 404), visit(4, 'POST', '/login/', 404))).toBe(
      'The clue of the task.',
    )
  })

  it('is left to the task where GET was never tried', () => {
    expect(hintFor(visit(3, 'GET', '/', 200), visit(4, 'POST', '/login/', 404))).toBe('The clue of the task.')
  })
})
