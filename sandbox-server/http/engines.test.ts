import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EnginesReply, HealthReply, QueryReply } from '../../protocol/api'
import { Trace } from '../../protocol/trace-event'
import { codeOf, openLab, Person, type Lab, type Reply } from './lab.fixture'

let lab: Lab
let ann: Person
let path: string

beforeAll(async () => {
  lab = await openLab()
})
beforeEach(async () => {
  ann = new Person(lab)
  path = await ann.makeWorkspace()
})
afterAll(() => lab.close())

const state = (reply: Reply, kind: string): string | undefined =>
  EnginesReply.parse(reply.json).engines.find(({ source }) => source.kind === kind)?.state
const press = (action: string): Promise<Reply> => ann.ask('POST', `${path}/engines/${action}`)
const sql = (text: string): Promise<Reply> =>
  ann.ask('POST', `${path}/engines/postgres/query`, { body: { sql: text } })

describe('engines over the API', () => {
  it('are listed with their source and state', async () => {
    const { engines } = EnginesReply.parse((await ann.ask('GET', `${path}/engines`)).json)
    expect(engines.map(({ source, state: now }) => [source.kind, source.from, now])).toEqual([
      ['redis', 'program', 'idle'],
      ['memcached', 'program', 'idle'],
      ['postgres', 'program', 'idle'],
      ['mongo', 'none', 'idle'],
    ])
  })

  it('are stopped, started, restarted and slowed, and the trace knows', async () => {
    expect(state(await press('redis/stop'), 'redis')).toBe('stopped')
    expect(state(await press('redis/start'), 'redis')).toBe('running')
    expect(state(await press('memcached/restart'), 'memcached')).toBe('running')
    const slow = await ann.ask('PUT', `${path}/engines/redis`, { body: { latencyMs: 250 } })
    expect(EnginesReply.parse(slow.json).engines[0]?.latencyMs).toBe(250)
    const { events } = Trace.parse((await ann.ask('GET', `${path}/trace?format=json`)).json)
    expect(events.flatMap((event) => (event.type === 'engine.changed' ? [event.reason] : []))).toEqual([
      'stopped',
      'started',
      'stopped',
      'started',
      'latency',
    ])
  })

  it('of two workspaces know nothing of each other', async () => {
    const other = await ann.makeWorkspace()
    await press('redis/stop')
    expect(state(await ann.ask('GET', `${other}/engines`), 'redis')).toBe('idle')
  })

  it('are named by health, with where each comes from', async () => {
    const { engines } = HealthReply.parse((await ann.ask('GET', '/api/health')).json)
    expect(engines.find(({ kind }) => kind === 'redis')?.engine).toMatchObject({ name: 'Fake redis' })
    expect(engines.find(({ kind }) => kind === 'mongo')?.engine?.from).toBe('none')
  })

  it('answer questions in SQL, and PostgreSQL’s complaint is an answer', async () => {
    expect(QueryReply.parse((await sql('select 1')).json)).toMatchObject({ rows: [['1']], error: null })
    expect(QueryReply.parse((await sql('bad')).json).error).toMatchObject({ code: '42601' })
    const told = await ann.ask('GET', `${path}/engines/postgres/table?schema=shop`)
    expect(told.json).toEqual({ sql: 'shop.session' })
    const made = await ann.ask('POST', `${path}/engines/postgres/table`, { body: {} })
    expect(made.json).toEqual({ created: true, sql: 'public.session', error: null })
  })
})

describe('refusals', () => {
  it.each(['start', 'stop', 'restart'])('nothing serves MongoDB here: %s', async (action) => {
    const reply = await press(`mongo/${action}`)
    expect([reply.status, codeOf(reply)]).toEqual([409, 'no_engine'])
  })

  it('a stopped engine cannot be asked', async () => {
    await press('postgres/stop')
    const reply = await sql('select 1')
    expect([reply.status, codeOf(reply)]).toEqual([503, 'engine_failed'])
  })

  it.each(['mysql', 'REDIS', '__proto__', 'constructor', '%2e%2e', 'redis%00', 'x'.repeat(500)])(
    'there is no engine “%s”',
    async (kind) => {
      for (const [method, rest] of [
        ['POST', '/start'],
        ['POST', '/stop'],
        ['POST', '/restart'],
      ] as const) {
        const reply = await ann.ask(method, `${path}/engines/${kind}${rest}`)
        expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found'])
      }
      const slow = await ann.ask('PUT', `${path}/engines/${kind}`, { body: { latencyMs: 1 } })
      expect(slow.status).toBe(404)
    },
  )

  it.each([
    ['no latency', 'PUT', 'engines/redis', {}],
    ['a negative one', 'PUT', 'engines/redis', { latencyMs: -1 }],
    ['a huge one', 'PUT', 'engines/redis', { latencyMs: 5001 }],
    ['no number', 'PUT', 'engines/redis', { latencyMs: '10' }],
    ['no SQL', 'POST', 'engines/postgres/query', { sql: '' }],
    ['SQL as long as a book', 'POST', 'engines/postgres/query', { sql: 'x'.repeat(4001) }],
    ['SQL that is no text', 'POST', 'engines/postgres/query', { sql: ['select 1'] }],
    ['a table without a name', 'POST', 'engines/postgres/table', { table: '' }],
    ['a name beyond PostgreSQL’s own', 'POST', 'engines/postgres/table', { schema: 's'.repeat(64) }],
    ['a record of no kind', 'PUT', 'store', { kind: 'heap', sid: 'a', data: {} }],
    ['no id', 'PUT', 'store', { kind: 'redis', sid: '', data: {} }],
    ['a huge id', 'PUT', 'store', { kind: 'redis', sid: 'x'.repeat(513), data: {} }],
    ['no data', 'PUT', 'store', { kind: 'redis', sid: 'x' }],
  ])('%s', async (_what, method, route, body) => {
    const reply = await ann.ask(method, `${path}/${route}`, { body })
    expect([reply.status, codeOf(reply)]).toEqual([400, 'bad_request'])
  })

  it.each([
    '',
    '?kind=redis',
    '?engine=x',
    '?kind=mysql&engine=x',
    '?kind=redis&engine=x&offset=-1',
    '?kind=redis&engine=x&offset=1e99',
    '?kind=redis&engine=x&limit=201',
    '?kind=redis&engine=x&limit=0',
    '?kind=redis&engine=x&limit=1.5',
    '?kind=redis&kind=file&engine=x',
    '?kind[]=redis&engine[__proto__]=x',
    `?kind=redis&engine=${'x'.repeat(301)}`,
    `?kind=redis&engine=x&find=${'x'.repeat(201)}`,
  ])('a page of records asked for by “%s”', async (query) => {
    const reply = await ann.ask('GET', `${path}/store/records${query}`)
    expect([reply.status, codeOf(reply)]).toEqual([400, 'bad_request'])
  })

  it('a store that is not there has no pages', async () => {
    const reply = await ann.ask('GET', `${path}/store/records?kind=redis&engine=x&offset=0&limit=10&find=`)
    expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found'])
  })

  it.each(['../../etc/passwd', '\0', '*', "'; drop table session --", '\r\nFLUSHALL\r\n', '__proto__'])(
    'the id “%s” is only an id',
    async (sid) => {
      const edited = await ann.ask('PUT', `${path}/store`, { body: { kind: 'redis', sid, data: {} } })
      expect([edited.status, edited.json]).toEqual([200, { edited: false }])
    },
  )

  it('a body beyond the bound, or of another kind, gets no further than the door', async () => {
    const huge = { kind: 'redis', sid: 'a', data: 'x'.repeat(3_000_000) }
    expect(codeOf(await ann.ask('PUT', `${path}/store`, { body: huge }))).toBe('body_too_large')
    const form = { raw: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
    expect(codeOf(await ann.ask('POST', `${path}/engines/redis/stop`, form))).toBe('json_only')
    const foreign = { headers: { Origin: 'http://evil.example' } }
    expect(codeOf(await ann.ask('POST', `${path}/engines/redis/stop`, foreign))).toBe('foreign_origin')
  })

  it('starting engines costs as much as starting apps', async () => {
    const small = await openLab({ burst: 11, perSecond: 0.01 })
    const eager = new Person(small)
    const own = await eager.makeWorkspace()
    const replies: number[] = []
    for (let n = 0; n < 3; n += 1) replies.push((await eager.ask('POST', `${own}/engines/redis/start`)).status)
    await small.close()
    expect(replies).toEqual([200, 200, 429])
  })
})

it('the description names the engines and the query', async () => {
  const { json } = await ann.ask('GET', '/api/openapi.json')
  expect(json).toMatchObject({
    paths: {
      '/api/workspaces/{id}/engines/{kind}/start': {
        post: {
          parameters: [
            { name: 'id', in: 'path' },
            { name: 'kind', in: 'path', schema: { enum: ['redis', 'memcached', 'postgres', 'mongo'] } },
          ],
        },
      },
      '/api/workspaces/{id}/store/records': {
        get: {
          parameters: [
            { name: 'id', in: 'path' },
            { name: 'kind', in: 'query', required: true },
            { name: 'engine', in: 'query', required: true },
            { name: 'offset', in: 'query', required: false },
            { name: 'limit', in: 'query', required: false },
            { name: 'find', in: 'query', required: false },
          ],
        },
      },
    },
  })
})

it('nothing of all this was our own failure', () => {
  expect(lab.errors).toEqual([])
})
