import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExchangesReply, HealthReply } from '../../protocol/api'
import { ROUTES, type Route } from '../../protocol/routes'
import { Trace } from '../../protocol/trace-event'
import { RunReply, Workspace } from '../../protocol/workspace'
import { codeOf, openLab, Person, SITE, type Lab } from './lab.fixture'

let lab: Lab
let ann: Person
let path: string

beforeAll(async () => {
  lab = await openLab()
  ann = new Person(lab)
  path = await ann.makeWorkspace()
})
afterAll(() => lab.close())

const typesOf = async (): Promise<string[]> => {
  const { json } = await ann.ask('GET', `${path}/trace?format=json`)
  return Trace.parse(json).events.map((event) => event.type)
}

describe('every route answers as the table says', () => {
  it('health, without making a session', async () => {
    const reply = await ann.ask('GET', '/api/health')
    expect(HealthReply.parse(reply.json).runner.name).toBe('child-process')
    expect(reply.headers['set-cookie']).toBeUndefined()
  })

  it('openapi describes all routes', async () => {
    const { json } = await ann.ask('GET', '/api/openapi.json')
    const text = JSON.stringify(json)
    for (const [name, route] of Object.entries(ROUTES)) {
      expect(text).toContain(`"operationId":"${name}"`)
      expect(text).toContain(route.path.replace(/:([a-z]+)/g, '{$1}'))
    }
  })

  it('a workspace is made, listed and shown; its cookie is HttpOnly and Lax', async () => {
    const eve = new Person(lab)
    const made = await eve.ask('POST', '/api/workspaces', { body: { files: { 'app.js': '' }, label: 'mine' } })
    expect(made.status).toBe(201)
    expect(String(made.headers['set-cookie'])).toMatch(/^crumbtrail\.sid=.*HttpOnly; SameSite=Lax/)
    const { id, label, browsers, state } = Workspace.parse(made.json)
    expect({ label, browsers, state }).toEqual({ label: 'mine', browsers: ['alice', 'bob'], state: 'idle' })
    expect((await eve.ask('GET', '/api/workspaces')).text).toContain(id)
    expect((await eve.ask('GET', `/api/workspaces/${id}`)).status).toBe(200)
    expect((await eve.ask('DELETE', `/api/workspaces/${id}`)).status).toBe(204)
    expect((await eve.ask('GET', `/api/workspaces/${id}`)).status).toBe(404)
  })

  it('files are replaced and read', async () => {
    const files = { 'app.js': 'new', 'views/a.ejs': 'x' }
    expect((await ann.ask('PUT', `${path}/files`, { body: { files } })).status).toBe(200)
    expect((await ann.ask('GET', `${path}/files`)).json).toEqual({ files, entry: 'app.js' })
  })

  it('run, request, cookies, stop, crash, restart', async () => {
    expect(RunReply.parse((await ann.ask('POST', `${path}/run`)).json).state).toBe('ready')
    const sent = await ann.ask('POST', `${path}/browsers/alice/requests`, { body: { url: '/' } })
    const { exchanges } = ExchangesReply.parse(sent.json)
    expect(exchanges[0]?.response?.status).toBe(200)
    expect((await ann.ask('GET', `${path}/browsers/alice/cookies`)).text).toContain('"name":"seen"')
    expect((await ann.ask('GET', `${path}/browsers/bob/cookies`)).json).toEqual({ cookies: [] })
    expect((await ann.ask('DELETE', `${path}/browsers/alice/cookies`)).json).toEqual({ cookies: [] })
    expect(Workspace.parse((await ann.ask('POST', `${path}/stop`)).json).state).toBe('stopped')
    expect(RunReply.parse((await ann.ask('POST', `${path}/restart`)).json).state).toBe('ready')
    expect(Workspace.parse((await ann.ask('POST', `${path}/crash`)).json).state).toBe('crashed')
    const silent = await ann.ask('POST', `${path}/browsers/alice/requests`, { body: { url: '/' } })
    expect(ExchangesReply.parse(silent.json).exchanges[0]?.error?.code).toBe('not_running')
  })

  it('browsers come and go', async () => {
    expect((await ann.ask('POST', `${path}/browsers`, { body: { name: 'mallory' } })).status).toBe(201)
    expect(codeOf(await ann.ask('POST', `${path}/browsers`, { body: { name: 'mallory' } }))).toBe(
      'browser_exists',
    )
    expect((await ann.ask('DELETE', `${path}/browsers/mallory`)).json).toEqual({ browsers: ['alice', 'bob'] })
    expect((await ann.ask('DELETE', `${path}/browsers/mallory`)).status).toBe(404)
  })

  it('settings, clock, store', async () => {
    const changed = await ann.ask('PUT', `${path}/settings`, { body: { https: true } })
    expect(Workspace.parse(changed.json).settings).toEqual({ instances: 1, https: true, storeLatencyMs: 0 })
    await ann.ask('PUT', `${path}/settings`, { body: { https: false } })
    const moved = await ann.ask('POST', `${path}/clock`, { body: { advanceMs: 60_000 } })
    expect(moved.json).toMatchObject({ offsetMs: 60_000 })
    expect((await ann.ask('GET', `${path}/store`)).json).toEqual({ snapshots: [] })
    const removed = await ann.ask('DELETE', `${path}/store`, { body: { kind: 'memory', sid: 'x' } })
    expect(removed.json).toEqual({ removed: false })
  })

  it('the trace tells all of it, numbered without gaps', async () => {
    const types = await typesOf()
    for (const type of [
      'run.started',
      'run.ready',
      'request.sent',
      'response.received',
      'jar.changed',
      'app.ended',
    ]) {
      expect(types).toContain(type)
    }
    const { json } = await ann.ask('GET', `${path}/trace?format=json`)
    expect(Trace.parse(json).events.map((event) => event.id)).toEqual(types.map((_type, index) => index + 1))
  })

  it('a failed run is an answer, not an error', async () => {
    lab.runner.next = 'fault'
    const reply = await ann.ask('POST', `${path}/run`)
    lab.runner.next = 'ready'
    expect(reply.status).toBe(200)
    expect(RunReply.parse(reply.json)).toMatchObject({ state: 'failed', error: { line: 3, file: 'app.js' } })
  })

  it('no room for another sandbox is a 503 that says so', async () => {
    lab.runner.next = 'capacity'
    const reply = await ann.ask('POST', `${path}/run`)
    lab.runner.next = 'ready'
    expect([reply.status, codeOf(reply)]).toEqual([503, 'capacity'])
  })
})

describe('every refusal has its code', () => {
  const routes: [string, Route][] = Object.entries(ROUTES)
  const owned = routes.filter(([, route]) => route.path.includes(':id'))

  it.each(owned)('%s: a stranger gets 404', async (_name, route) => {
    const eve = new Person(lab)
    await eve.makeWorkspace()
    const query = route.query ? '?kind=redis&engine=x' : ''
    const whole = route.path.replace('/api/workspaces/:id', path).replace(':name', 'alice')
    const target = whole.replace(':kind', 'redis') + query
    const bodies: Record<string, unknown> = {
      files: { files: { 'app.js': 'x' } },
      settings: {},
      browsers: { name: 'x' },
      requests: { url: '/' },
      store: { kind: 'memory', sid: 'x', data: {} },
      redis: { latencyMs: 1 },
      query: { sql: 'select 1' },
      table: {},
      clock: { advanceMs: 1 },
    }
    const body = route.body ? bodies[target.split('/').at(-1) ?? ''] : undefined
    const reply = await eve.ask(route.method, target, { body })
    expect([reply.status, codeOf(reply)]).toEqual([404, 'not_found'])
    expect((await new Person(lab).ask(route.method, target, { body })).status).toBe(404)
  })

  it.each([
    ['not JSON', '{', 400, 'bad_json'],
    ['no object', '[]', 400, 'bad_request'],
    ['a path with dot-dot', JSON.stringify({ files: { '../x.js': '' } }), 400, 'bad_file_path'],
    ['an absolute path', JSON.stringify({ files: { '/etc/x': '' } }), 400, 'bad_file_path'],
    ['a hidden path', JSON.stringify({ files: { '.env': '' } }), 400, 'bad_file_path'],
    ['node_modules', JSON.stringify({ files: { 'a/node_modules/b.js': '' } }), 400, 'bad_file_path'],
    ['a backslash', JSON.stringify({ files: { 'a\\..\\b.js': '' } }), 400, 'bad_file_path'],
    ['no entry', JSON.stringify({ files: { 'b.js': '' } }), 400, 'entry_missing'],
    [
      'an inherited entry',
      JSON.stringify({ files: { 'b.js': '' }, entry: 'constructor' }),
      400,
      'entry_missing',
    ],
    ['too much', JSON.stringify({ files: { 'app.js': 'x'.repeat(3_000_000) } }), 413, 'body_too_large'],
    ['a file too large', JSON.stringify({ files: { 'app.js': 'x'.repeat(200_000) } }), 400, 'bad_request'],
  ])('POST /api/workspaces with %s', async (_what, raw, status, code) => {
    const reply = await ann.ask('POST', '/api/workspaces', { raw })
    expect([reply.status, codeOf(reply)]).toEqual([status, code])
  })

  it.each([
    ['text', { 'Content-Type': 'text/plain' }, 415, 'json_only'],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'json_only'],
    ['gzip', { 'Content-Encoding': 'gzip' }, 415, 'json_only'],
    ['another site', { Origin: 'http://evil.example' }, 403, 'foreign_origin'],
    [
      'an app’s own page',
      { Origin: 'http://wabcdefghijklmnopqrstuvwxy.localhost:3001' },
      403,
      'foreign_origin',
    ],
    ['a sandboxed frame', { Origin: 'null' }, 403, 'foreign_origin'],
    ['a silent cross-site request', { 'Sec-Fetch-Site': 'cross-site' }, 403, 'foreign_origin'],
    ['a foreign host', { Host: 'evil.example' }, 421, 'bad_host'],
    ['a host that looks like ours', { Host: 'localhost.evil.example' }, 421, 'bad_host'],
    ['a long header', { 'X-Long': 'x'.repeat(40_000) }, 431, 'headers_too_large'],
  ])('a state change with %s', async (_what, headers, status, code) => {
    const reply = await ann.ask('PUT', `${path}/files`, { headers, body: { files: { 'app.js': '' } } })
    expect([reply.status, codeOf(reply)]).toEqual([status, code])
  })

  it('the site’s own origin is welcome', async () => {
    const reply = await ann.ask('POST', `${path}/stop`, { headers: { Origin: SITE } })
    expect(reply.status).toBe(200)
  })

  it('an unknown path is 404, a known one with another method is 405 and says which', async () => {
    expect(codeOf(await ann.ask('GET', '/api/nothing'))).toBe('not_found')
    const reply = await ann.ask('PATCH', `${path}/files`)
    expect([reply.status, reply.headers.allow]).toEqual([405, 'GET, PUT'])
  })

  it('the thirteenth browser and the thirty-first workspace are too many', async () => {
    const bob = new Person(lab)
    const own = await bob.makeWorkspace()
    for (let n = 0; n < 10; n += 1)
      await bob.ask('POST', `${own}/browsers`, { body: { name: `b${String(n)}` } })
    expect(codeOf(await bob.ask('POST', `${own}/browsers`, { body: { name: 'one-more' } }))).toBe(
      'too_many_browsers',
    )
    for (let n = 1; n < 30; n += 1) await bob.makeWorkspace()
    const reply = await bob.ask('POST', '/api/workspaces', { body: { files: { 'app.js': '' } } })
    expect(codeOf(reply)).toBe('too_many_workspaces')
  })

  it('a flood is refused, with the time to wait', async () => {
    const small = await openLab({ burst: 5, perSecond: 0.01 })
    const eager = new Person(small)
    const replies = []
    for (let n = 0; n < 6; n += 1) replies.push(await eager.ask('GET', '/api/health'))
    await small.close()
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200, 200, 429])
    expect(replies[5]?.headers['retry-after']).toBe('2')
  })

  it('nothing of all this was our own failure', () => {
    expect(lab.errors).toEqual([])
  })
})
