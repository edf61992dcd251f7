import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../trace-event'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import { visits } from './fixtures/visits'
import { momentAt } from './moment'
import { traceWithout } from './without'

const whole = extendTrace(EMPTY_TRACE, visits())
const spanOf = (...ids: string[]) => {
  const own = whole.exchanges.filter(({ id }) => ids.includes(id))
  return { from: (own[0]?.firstEventId ?? 0) - 1, to: own.at(-1)?.lastEventId ?? 0 }
}
const idsOf = (events: readonly TraceEvent[]) => events.map(({ id }) => id)

describe('a trace without spans of it', () => {
  it('is the same where there are none, or where no event of them is left', () => {
    expect(traceWithout(whole, [])).toBe(whole)
    const later = extendTrace(EMPTY_TRACE, whole.events.slice(10))
    expect(traceWithout(later, [{ from: 0, to: 5 }])).toBe(later)
  })

  it('has none of their exchanges, and all the others', () => {
    const rest = traceWithout(whole, [spanOf('x2', 'x3')])
    expect(rest.exchanges.map(({ id }) => id)).toEqual(['x1', 'x4', 'x5', 'x6', 'x7'])
    expect(idsOf(rest.events)).toEqual(idsOf(rest.events).toSorted((a, b) => a - b))
  })

  it('drops what came late of an exchange that began inside, and keeps what came inside of one that began before', () => {
    const { firstEventId, lastEventId } = whole.exchanges[2] ?? { firstEventId: 0, lastEventId: 0 }
    const cut = traceWithout(whole, [{ from: firstEventId - 1, to: firstEventId }])
    expect(cut.exchanges.some(({ id }) => id === 'x3')).toBe(false)
    const kept = traceWithout(whole, [{ from: firstEventId, to: lastEventId - 1 }])
    expect(kept.exchanges.find(({ id }) => id === 'x3')).toEqual({
      ...whole.exchanges[2],
    })
  })

  it('keeps the states they ended in, said again, so that the world is the same after them', () => {
    const span = spanOf('x1', 'x3')
    const rest = traceWithout(whole, [span])
    const [now, then] = [momentAt(rest, whole.lastId), momentAt(whole, whole.lastId)]
    expect(now.stores).toEqual(then.stores)
    expect(now.browsers.find(({ name }) => name === 'alice')?.cookies).toEqual(
      then.browsers.find(({ name }) => name === 'alice')?.cookies,
    )
    const inside = rest.events.filter(({ id }) => id > span.from && id <= span.to)
    expect(inside.length).toBeGreaterThan(0)
    expect(inside.every(({ repeated }) => repeated)).toBe(true)
  })

  it('still tells that stores and jars were emptied by hand', () => {
    const emptied: TraceEvent[] = [
      { id: whole.lastId + 1, at: 1, type: 'stores.emptied' },
      { id: whole.lastId + 2, at: 1, type: 'run.started', run: 9, reason: 'run' },
    ]
    const rest = traceWithout(extendTrace(whole, emptied), [{ from: whole.lastId, to: Infinity }])
    expect(rest.events.slice(-2)).toEqual([emptied[0], { ...emptied[1], repeated: true }])
  })
})
