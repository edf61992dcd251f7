import { describe, expect, it } from 'vitest'
import type { JarCookie } from '../cookie'
import type { NewTraceEvent, TraceEvent } from '../trace-event'
import { extendTrace } from './build'
import { EMPTY_TRACE } from './empty-trace'
import { momentAt } from './moment'

const SID = 'x7QkM2rTn4Zf'
const SIGNATURE = 'a'.repeat(43)
const number = (events: NewTraceEvent[]): TraceEvent[] =>
  events.map((event, index) => ({ at: 1000 + index, ...event, id: index + 1 }))

const visit = (exchange: string, views: number, cookie: boolean): NewTraceEvent[] => [
  {
    type: 'exchange.started',
    exchange,
    browser: 'alice',
    method: 'GET',
    url: 'http://localhost:3000/visits?a=1',
    initiator: null,
    redirectOf: null,
  },
  {
    type: 'request.sent',
    exchange,
    instance: 1,
    request: {
      method: 'GET',
      url: '/visits?a=1',
      headers: cookie ? [['Cookie', `connect.sid=s%3A${SID}.${SIGNATURE}`]] : [],
      body: null,
    },
  },
  {
    type: 'decision',
    exchange,
    instance: 1,
    kind: cookie ? 'load' : 'generate',
    taken: true,
    reason: cookie ? 'record-found' : 'no-cookie',
    sid: SID,
    facts: {},
    sentence: 'Because.',
  },
  {
    type: 'session',
    exchange,
    instance: 1,
    moment: 'before',
    sid: SID,
    data: cookie ? { views: views - 1 } : {},
    cookie: {},
    lossy: {},
  },
  { type: 'session', exchange, instance: 1, moment: 'after', sid: SID, data: { views }, cookie: {}, lossy: {} },
  { type: 'store.called', exchange, instance: 1, call: views, op: 'set', store: 'MemoryStore', sid: SID },
  {
    type: 'store.answered',
    exchange,
    instance: 1,
    call: views,
    op: 'set',
    sid: SID,
    outcome: 'ok',
    durationUs: 400,
    error: null,
  },
  {
    type: 'response.received',
    exchange,
    durationMs: 4,
    response: {
      status: 200,
      statusText: 'OK',
      headers: cookie ? [] : [['Set-Cookie', `connect.sid=s%3A${SID}.${SIGNATURE}; Path=/; HttpOnly`]],
      body: { text: `Visit ${String(views)}`, length: 7, truncated: false },
    },
  },
  {
    type: 'store.changed',
    exchange,
    snapshot: {
      kind: 'memory',
      engine: 'heap',
      instance: 1,
      total: 1,
      records: [
        { sid: SID, data: { views }, expires: null, where: SID, raw: JSON.stringify({ views }), bytes: 11 },
      ],
    },
  },
]

const story = number([
  { type: 'run.started', run: 1, reason: 'run' },
  { type: 'run.ready', run: 1, instances: 1, startMs: 9 },
  ...visit('x1', 1, false),
  ...visit('x2', 2, true),
  { type: 'app.ended', instance: null, reason: 'crash', fault: null, left: 0 },
])

describe('extendTrace', () => {
  const model = extendTrace(EMPTY_TRACE, story)

  it('makes a row of the run and one of each exchange, in order', () => {
    expect(model.rows.map((row) => (row.type === 'life' ? row.life.text : row.exchange.id))).toEqual([
      'Run',
      'x1',
      'x2',
      'App killed',
    ])
  })

  it('tells the story of a first visit and of a return', () => {
    const [first, second] = model.exchanges
    expect(first).toMatchObject({
      sidSent: null,
      sidSet: SID,
      sid: SID,
      path: '/visits?a=1',
      state: 'done',
      summary: 'no cookie yet, gets an id',
    })
    expect(second).toMatchObject({ sidSent: SID, sidSet: null, summary: 'comes back' })
    expect(second?.steps.map((step) => step.label)).toEqual([
      'Cookie',
      'load the session',
      'views 1 → 2',
      'set',
      'done, 0.4 ms',
      '200, no Set-Cookie',
    ])
  })

  it.each([1, 2, 5, 100])('does not depend on how events are batched: %i at a time', (size) => {
    let grown = EMPTY_TRACE
    for (let i = 0; i < story.length; i += size) grown = extendTrace(grown, story.slice(i, i + size))
    expect(grown).toEqual(model)
  })

  it('makes a row of a change of settings, not of those a workspace begins with', () => {
    const settings = { instances: 2, https: false, storeLatencyMs: 0 }
    const events = number([
      { type: 'settings.changed', settings: { ...settings, instances: 1 } },
      { type: 'settings.changed', settings },
    ])
    const rows = extendTrace(EMPTY_TRACE, events).rows
    expect(rows).toMatchObject([{ life: { text: 'Settings', detail: '2 instances' } }])
  })

  it('takes a state said again for the world alone, not for news', () => {
    const again = (event: NewTraceEvent): NewTraceEvent => Object.assign(event, { repeated: true as const })
    const cookies: JarCookie[] = []
    const more: NewTraceEvent[] = [
      { type: 'trace.truncated', dropped: 9 },
      again({ type: 'clock.advanced', byMs: 60_000, offsetMs: 60_000 }),
      again({ type: 'run.started', run: 1, reason: 'run' }),
      again({ type: 'run.ready', run: 1, instances: 1, startMs: 20 }),
      again({ type: 'browser.added', browser: 'alice', real: false }),
      again({ type: 'jar.changed', browser: 'alice', reason: 'cleared', exchange: 'x1', cookies }),
    ]
    const events = number([...story, ...more])
    const later = extendTrace(model, events)
    expect(later.rows.slice(0, -1)).toEqual(model.rows)
    expect(later.rows.at(-1)).toMatchObject({ life: { kind: 'truncated' } })
    expect(later.exchanges).toEqual(model.exchanges)
    const now = momentAt(later, later.lastId)
    expect(now).toMatchObject({ clockOffsetMs: 60_000, app: { state: 'ready' } })
    expect(now.browsers.map(({ name }) => name)).toEqual(['alice'])
  })

  it('ignores events it knows, so a resumed stream may overlap', () => {
    expect(extendTrace(model, story.slice(-5))).toBe(model)
  })

  it('never changes an earlier model', () => {
    const early = extendTrace(EMPTY_TRACE, story.slice(0, 6))
    const copy = structuredClone(early)
    extendTrace(early, story)
    expect(early).toEqual(copy)
  })
})

describe('engines', () => {
  const engine = {
    source: {
      kind: 'redis' as const,
      from: 'program' as const,
      name: 'Redis 7.0.15',
      why: 'Found on PATH.',
      hint: null,
      address: 'redis://localhost:6379',
    },
    state: 'running' as const,
    latencyMs: 0,
    fault: null,
    login: null,
  }
  const command: NewTraceEvent = {
    type: 'engine.command',
    exchange: 'x1',
    kind: 'redis',
    verb: 'SET',
    text: `SET sess:${SID} {"views":1} EX 86400`,
    parameters: [],
    outcome: 'ok',
    reply: 'OK',
    durationUs: 200,
    sentBytes: 80,
    receivedBytes: 5,
  }
  const first = visit('x1', 1, false)
  const called = first.findIndex((event) => event.type === 'store.called')
  const events = number([
    { type: 'engine.changed', engine, reason: 'ready' },
    ...first.slice(0, called + 1),
    command,
    ...first.slice(called + 1),
    { type: 'engine.changed', engine: { ...engine, state: 'stopped' }, reason: 'stopped' },
    { type: 'record.edited', kind: 'redis', sid: SID, action: 'edited' },
  ])
  const model = extendTrace(EMPTY_TRACE, events)

  it('puts the command under the call that caused it', () => {
    const [exchange] = model.exchanges
    expect(exchange?.commands).toMatchObject([{ verb: 'SET' }])
    const labels = exchange?.steps.map((step) => step.label) ?? []
    expect(labels.slice(labels.indexOf('set'))).toEqual([
      'set',
      'SET sess:… {…} EX 86400, 0.2 ms',
      'done, 0.4 ms',
      '200, Set-Cookie',
    ])
    expect(exchange?.steps.find((step) => step.kind === 'command')).toMatchObject({ sid: SID, tone: 'quiet' })
  })

  it('makes rows of what a learner did to the engine and to its records', () => {
    expect(model.rows.map((row) => (row.type === 'life' ? row.life.text : row.exchange.id))).toEqual([
      'x1',
      'Redis stopped',
      'Record edited',
    ])
  })

  it('knows the engine at the cursor', () => {
    expect(momentAt(model, 1).engines).toMatchObject([{ state: 'running' }])
    expect(momentAt(model, Infinity).engines).toMatchObject([{ state: 'stopped' }])
  })
})

describe('momentAt', () => {
  const model = extendTrace(EMPTY_TRACE, story)
  const at = (id: string) => model.exchanges.find((view) => view.id === id)?.lastEventId ?? 0

  it('shows the records that the exchange at the cursor changed, beside what they were', () => {
    expect(momentAt(model, at('x1')).stores[0]?.records[0]).toMatchObject({
      change: 'added',
      recordBefore: null,
    })
    const [record] = momentAt(model, at('x2')).stores[0]?.records ?? []
    expect(record).toMatchObject({ change: 'changed' })
    expect(record?.recordBefore?.data).toEqual({ views: 1 })
  })

  it('shows a row whose end alone has moved as changed', () => {
    const raw = JSON.stringify({ views: 1 })
    const kept = (exchange: string, expire: string): NewTraceEvent => ({
      type: 'store.changed',
      exchange,
      snapshot: {
        kind: 'postgres',
        engine: 'PostgreSQL 18, public.session',
        instance: null,
        total: 1,
        records: [
          {
            sid: SID,
            data: { views: 1 },
            expires: null,
            where: 'public.session',
            raw,
            bytes: 11,
            native: { sid: SID, sess: raw, expire },
          },
        ],
      },
    })
    const touched = extendTrace(
      EMPTY_TRACE,
      number([
        ...visit('x1', 1, false),
        kept('x1', '2027-01-15 08:00:00'),
        ...visit('x2', 1, true),
        kept('x2', '2027-01-15 08:05:00'),
      ]),
    )
    const row = momentAt(touched, Infinity).stores.find(({ kind }) => kind === 'postgres')?.records[0]
    expect(row).toMatchObject({
      change: 'changed',
      recordBefore: { native: { expire: '2027-01-15 08:00:00' } },
    })
  })

  it('knows only what came before the cursor', () => {
    const early = momentAt(model, (model.exchanges[1]?.firstEventId ?? 0) + 1)
    expect(early.exchange?.id).toBe('x2')
    expect(early.session).toEqual({ before: null, now: null })
    expect(early.stepsDone).toBe(1)
    expect(early.stores[0]?.records[0]?.change).toBe('same')
  })

  it('empties the heap when its process dies', () => {
    const end = momentAt(model, Infinity)
    expect(end.app.state).toBe('crashed')
    expect(end.exchange).toBeNull()
    expect(end.stores[0]?.records).toMatchObject([{ change: 'removed', record: null }])
  })

  it('has Alice and Bob from the start', () => {
    expect(momentAt(EMPTY_TRACE, 0).browsers.map((browser) => browser.name)).toEqual(['alice', 'bob'])
  })
})
