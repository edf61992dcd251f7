import { describe, expect, it } from 'vitest'
import type { NewTraceEvent, TraceEvent } from '../trace-event'
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

type Ended = Extract<TraceEvent, { type: 'app.ended' }>
const from = whole.lastId
const START = { type: 'run.started', run: 9, reason: 'run' } as const
const READY = { type: 'run.ready', run: 9, instances: 1, startMs: 5 } as const
const FAULT = {
  code: 'exit',
  message: 'no',
  file: null,
  line: null,
  column: null,
  stack: null,
  hint: null,
} as const
const FAILED = { type: 'run.failed', run: 9, fault: FAULT } as const
const ended = (reason: Ended['reason']) =>
  ({ type: 'app.ended', instance: null, reason, fault: null, left: 0 }) as const
const made = (ttl: number) =>
  ({
    type: 'store.made',
    exchange: null,
    instance: 1,
    store: 'MemcachedStore',
    options: { store: { ttl } },
    recognised: true,
  }) as const

describe('the run that a span leaves behind', () => {
  it.each<[string, NewTraceEvent[], NewTraceEvent[]]>([
    ['goes on', [START, READY], [START, READY]],
    ['has crashed: it started all the same', [START, READY, ended('crash')], [START, READY, ended('crash')]],
    ['fell asleep', [START, READY, ended('idle')], [START, READY, ended('idle')]],
    ['was begun before, and ended inside', [ended('stop')], [ended('stop')]],
    ['took the place of another', [START, ended('replaced'), READY], [START, READY]],
    [
      'is the second: the end of the first is past',
      [START, READY, ended('uncaught'), START, READY],
      [START, READY],
    ],
    ['did not come up', [START, FAILED], [START, FAILED]],
    ['is still starting: how the first began is past', [START, FAILED, ended('exit'), START], [START]],
    ['made stores', [START, made(1), made(2), READY], [START, made(1), made(2), READY]],
    [
      'made other stores than the first',
      [START, made(1), READY, START, made(2), READY],
      [START, made(2), READY],
    ],
  ])('%s', (_, inside, held) => {
    const events = inside.map((event, index): TraceEvent => ({ at: 1, ...event, id: from + 1 + index }))
    const rest = traceWithout(extendTrace(whole, events), [{ from, to: Infinity }])
    const last = rest.events.filter(({ id }) => id > from)
    expect(last).toEqual(held.map((event) => expect.objectContaining({ ...event, repeated: true }) as unknown))
    expect(rest.rows).toEqual(whole.rows)
    expect(momentAt(rest, Infinity).app.state).toBe(momentAt(extendTrace(whole, events), Infinity).app.state)
  })
})
