import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openLab, Person, type Lab } from './lab.fixture'
import { sendRaw, statuses } from './raw-socket.fixture'

let lab: Lab
let ann: Person
let path: string

beforeAll(async () => {
  lab = await openLab({ burst: 1_000_000, perSecond: 1_000_000 })
  ann = new Person(lab)
  path = await ann.makeWorkspace()
  await ann.ask('POST', `${path}/run`)
})
afterAll(() => lab.close())

const raw = async (text: string): Promise<number[]> => statuses(await sendRaw(lab.port, text, 30_000))
const host = (): string => `127.0.0.1:${String(lab.port)}`

describe('names that are not ours', () => {
  it.each([
    'evil.example',
    'localhost.evil.example',
    'evil.localhost',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '0.0.0.0',
    'localhost:80:80',
    'user@localhost',
    'localhost/',
    '',
  ])('Host "%s" leads nowhere', async (name) => {
    expect(await raw(`GET /api/health HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`)).toEqual([421])
  })

  it('an unknown workspace is 404, whatever the path', async () => {
    const reply = await ann.ask('GET', '/api/health', { host: `w${'a'.repeat(25)}.localhost` })
    expect(reply.status).toBe(404)
  })

  it('on a workspace’s name there is no control API', async () => {
    const name = `${path.split('/').at(-1) ?? ''}.localhost`
    const reply = await ann.ask('GET', '/api/health', { host: name })
    expect([reply.status, reply.text]).toEqual([200, expect.stringContaining('hello')])
  })
})

describe('requests that want to be two', () => {
  it.each([
    [
      'both lengths',
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/health HTTP/1.1\r\nHost: a\r\n\r\n',
    ],
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'],
    ['a length with a sign', 'Content-Length: +4\r\n\r\nabcd'],
    ['an obscure chunking', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['a bare line feed', 'X-A: b\nX-B: c\r\n\r\n'],
    ['a folded header', 'X-A: b\r\n c\r\n\r\n'],
    ['a space before the colon', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
    ['a null byte', 'X-A: \0\r\n\r\n'],
  ])('%s', async (_what, rest) => {
    const answer = await raw(
      `POST /api/workspaces HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\n${rest}`,
    )
    expect(answer).toHaveLength(1)
    for (const status of answer) expect(status).toBeGreaterThanOrEqual(400)
    for (const status of answer) expect(status).toBeLessThan(500)
  })

  it.each([
    'CONNECT a:1',
    'OPTIONS *',
    'GET http://evil.example/',
    'GET //evil.example/%ff',
    'GET /%',
    'FOO /api/health',
    'GET',
  ])('the line "%s"', async (line) => {
    const answer = await raw(`${line} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`)
    expect(answer).toHaveLength(1)
    for (const status of answer) expect([400, 404, 405]).toContain(status)
  })
})

describe('what is passed on to the app', () => {
  it.each([
    ['a line break in a value', [['X-A', 'b\r\nX-Evil: 1']]],
    ['a line break in a name', [['X-A\r\nX-Evil', '1']]],
    ['a null byte', [['X-A', 'b\0c']]],
  ])('%s never reaches it', async (_what, headers) => {
    let seen: unknown = null
    const answer = lab.runner.answer
    lab.runner.answer = (request, response) => {
      seen = request.headers['x-evil'] ?? null
      response.end()
    }
    const reply = await ann.ask('POST', `${path}/browsers/alice/requests`, { body: { url: '/', headers } })
    lab.runner.answer = answer
    expect([reply.status, seen]).toEqual([200, null])
    expect(reply.text).toContain('bad_header')
  })

  it('the tag that carries the exchange cannot be sent from outside', async () => {
    const name = `${path.split('/').at(-1) ?? ''}.localhost`
    let tags: unknown = null
    const answer = lab.runner.answer
    lab.runner.answer = (request, response) => {
      tags = request.headersDistinct['x-crumbtrail-exchange']
      response.end()
    }
    await ann.ask('GET', '/', { host: name, headers: { 'X-Crumbtrail-Exchange': 'x999' } })
    lab.runner.answer = answer
    expect(tags).toEqual([expect.stringMatching(/^x\d+$/)])
    expect(tags).not.toEqual(['x999'])
  })
})

describe('ten thousand malformed requests', () => {
  const noise = fc.string({ unit: 'binary', maxLength: 60 })
  const word = fc.oneof(
    noise,
    fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'PROPFIND', '\r\n', ' '),
  )
  const target = fc.oneof(
    noise,
    fc.webPath(),
    noise.map((text) => `/api/workspaces/${text}`),
    noise.map((text) => `/api/workspaces/w${'a'.repeat(25)}/browsers/${encodeURIComponent(text)}/requests`),
    fc.constantFrom('/api/health?%', '/api/workspaces/%2e%2e/%2e%2e', '/%00', '/api/workspaces/__proto__/run'),
  )
  const header = fc.tuple(
    fc.oneof(
      noise,
      fc.constantFrom(
        'Content-Type',
        'Origin',
        'Cookie',
        'Content-Length',
        'Transfer-Encoding',
        'Last-Event-ID',
        'Expect',
        'Range',
        'Upgrade',
      ),
    ),
    fc.oneof(
      noise,
      fc.constantFrom(
        'application/json',
        '1e9',
        '-1',
        'chunked',
        'gzip',
        'crumbtrail.sid=s%3A..%2F..%2Fx.sig',
        '100-continue',
        'null',
      ),
    ),
  )
  const body = fc.oneof(
    noise,
    fc.json(),
    fc.constantFrom('{"files":{"__proto__":""}}', '{"files":{"a":1e999}}', '[[[[', '{"a":'),
  )

  it('no 5xx, no crash', { timeout: 600_000 }, async () => {
    const bad: string[] = []
    let answered = 0
    const property = fc.asyncProperty(
      fc.array(fc.tuple(word, target, fc.array(header, { maxLength: 4 }), body), {
        minLength: 40,
        maxLength: 40,
      }),
      async (requests) => {
        await Promise.all(
          requests.map(async ([method, url, headers, content]) => {
            const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
            const text = `${method} ${url} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n${lines}\r\n${content}`
            const answers = statuses(await sendRaw(lab.port, Buffer.from(text, 'latin1'), 30_000))
            if (answers.length > 0) answered += 1
            if (answers.some((status) => status >= 500)) bad.push(text)
          }),
        )
      },
    )
    await fc.assert(property, { numRuns: 250, seed: 20, endOnFailure: true })
    expect(bad).toEqual([])
    expect(answered).toBeGreaterThan(9000)
    expect((await ann.ask('GET', '/api/health')).status).toBe(200)
  })

  it('well-formed requests with odd bodies: every refusal is JSON with a code', async () => {
    const routes = fc.constantFrom(
      ...['files', 'settings', 'browsers', 'clock', 'browsers/alice/requests', 'store'],
      ...['engines/redis', 'engines/redis/start', 'engines/mongo/stop', 'engines/memcached/restart'],
      ...['engines/postgres/query', 'engines/postgres/table'],
    )
    const property = fc.asyncProperty(
      routes,
      fc.constantFrom('PUT', 'POST', 'DELETE'),
      fc.jsonValue(),
      async (route, method, value) => {
        const reply = await ann.ask(method, `${path}/${route}`, { body: value })
        if (reply.status >= 400) codeOf(reply)
        expect(reply.status).toBeLessThan(500)
      },
    )
    await fc.assert(property, { numRuns: 1000, seed: 20 })
  })

  it('odd questions for pages of records, and odd engines: never our failure', async () => {
    const value = fc.oneof(noise, fc.constantFrom('redis', 'postgres', '0', '-1', '1e309', 'NaN', '__proto__'))
    const name = fc.constantFrom('kind', 'engine', 'offset', 'limit', 'find', 'kind[]', '__proto__')
    const property = fc.asyncProperty(
      fc.array(fc.tuple(name, value), { maxLength: 6 }),
      noise,
      async (pairs, kind) => {
        const query = pairs
          .map(([key, text]) => `${encodeURIComponent(key)}=${encodeURIComponent(text)}`)
          .join('&')
        const page = await ann.ask('GET', `${path}/store/records?${query}`)
        expect([400, 404]).toContain(page.status)
        codeOf(page)
        const engine = await ann.ask('POST', `${path}/engines/${encodeURIComponent(kind)}/start`)
        expect([404, 405]).toContain(engine.status)
      },
    )
    await fc.assert(property, { numRuns: 300, seed: 20 })
  })

  it('nothing of all this was our own failure', () => {
    expect(lab.errors).toEqual([])
  })
})
