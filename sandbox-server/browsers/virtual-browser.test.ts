import { createServer, type RequestListener, type Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { SendRequest } from '../../protocol/api'
import { CookieJar } from './jar'
import { type NewTraceEvent, TraceEvent } from '../../protocol/trace-event'
import { VirtualBrowser } from './virtual-browser'
import { HttpClient } from './wire/http-client'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return isAddressInfo(address) ? address.port : 0
}

const isAddressInfo = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

/** Alice before an app, and everything the trace heard. */
async function lab(app: RequestListener, options: { https?: boolean } = {}) {
  const port = await listening(createServer(app))
  const client = new HttpClient(
    () =>
      new Promise<Socket>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1')
        socket.once('connect', () => resolve(socket)).once('error', reject)
      }),
  )
  closers.push(() => {
    client.close()
  })
  const events: NewTraceEvent[] = []
  const clock = { now: Date.UTC(2026, 10, 20) }
  let count = 0
  const jar = new CookieJar(() => clock.now)
  const alice = new VirtualBrowser('alice', jar, {
    now: () => clock.now,
    https: () => options.https ?? false,
    nextExchangeId: () => `x${String(++count)}`,
    emit: (event) => events.push(event),
    transport: (request, { sending }) => {
      sending(1)
      return client.request(request, request.body)
    },
  })
  const send = (request: string | SendRequest) =>
    alice.send(typeof request === 'string' ? { url: request } : request)
  return { alice, jar, events, clock, send }
}

const typesOf = (events: readonly NewTraceEvent[]): string[] => events.map(({ type }) => type)
const header = (exchange: { request: { headers: [string, string][] } } | undefined, name: string) =>
  exchange?.request.headers.find(([each]) => each.toLowerCase() === name)?.[1]

describe('one exchange', () => {
  it('tells the trace in order, and the cookie comes back', async () => {
    const { send, events } = await lab((request, response) => {
      response.setHeader('Set-Cookie', 'sid=1; HttpOnly')
      response.end(request.headers.cookie ?? 'nothing')
    })
    const [first] = await send('/')
    expect(typesOf(events)).toEqual([
      'exchange.started',
      'request.sent',
      'response.received',
      'cookie.judged',
      'jar.changed',
    ])
    expect(first?.response?.body).toEqual({ text: 'nothing', length: 7, truncated: false })
    events.length = 0
    const [second] = await send('/')
    expect(typesOf(events)).toEqual([
      'exchange.started',
      'cookie.judged',
      'request.sent',
      'response.received',
      'cookie.judged',
      'jar.changed',
    ])
    expect(second?.response?.body.text).toBe('sid=1')
    events.forEach((event, n) => {
      expect(TraceEvent.safeParse({ ...event, id: n + 1, at: 1 }).error).toBeUndefined()
    })
  })

  it('sends what a browser sends, in its order', async () => {
    const { send } = await lab((_request, response) => response.end())
    const [exchange] = await send({
      url: '/x?y=1#z',
      method: 'post',
      body: 'a=é',
      initiator: form('http://localhost:3000'),
    })
    expect(exchange?.request.url).toBe('http://localhost:3000/x?y=1#z')
    expect(exchange?.request.headers).toEqual([
      ['Host', 'localhost:3000'],
      ['User-Agent', 'Crumbtrail/1 (Alice)'],
      ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
      ['Accept-Language', 'en'],
      ['Origin', 'http://localhost:3000'],
      ['Referer', 'http://localhost:3000/'],
      ['Sec-Fetch-Site', 'same-origin'],
      ['Sec-Fetch-Mode', 'navigate'],
      ['Sec-Fetch-Dest', 'document'],
      ['Sec-Fetch-User', '?1'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Length', '4'],
    ])
  })

  it('lets written headers go first and says what it left out', async () => {
    const { send, events } = await lab((request, response) => response.end(JSON.stringify(request.rawHeaders)))
    const [exchange] = await send({
      url: '/',
      headers: [
        ['accept', 'text/plain'],
        ['X-Twice', '1'],
        ['X-Twice', '2'],
        ['Connection', 'close'],
      ],
    })
    expect(exchange?.note).toContain('Connection')
    expect(events.find(({ type }) => type === 'request.sent')).toHaveProperty('note')
    const raw: unknown = JSON.parse(exchange?.response?.body.text ?? '')
    expect(raw).toEqual([...(exchange?.request.headers.flat() ?? []), 'Connection', 'keep-alive'])
    expect(header(exchange, 'accept')).toBe('text/plain')
  })

  it('speaks through the proxy with https', async () => {
    const { send } = await lab((request, response) => response.end(request.headers['x-forwarded-proto']), {
      https: true,
    })
    const [exchange] = await send({ url: '/', headers: [['X-Forwarded-Proto', 'ftp']] })
    expect(exchange?.request.url).toBe('https://localhost/')
    expect(exchange?.response?.body.text).toBe('https')
  })

  it.each([
    ['no url', { url: 'http://[' }, 'bad_url'],
    ['a mail address', { url: 'mailto:a@b' }, 'bad_url'],
    ['https where nobody listens', { url: 'https://localhost/' }, 'no_https'],
    ['CRLF in a value', { url: '/', headers: [['X-A', 'a\r\nSet-Cookie: b=c']] }, 'bad_header'],
    ['NUL in a value', { url: '/', headers: [['X-A', 'a\0']] }, 'bad_header'],
    ['a space in a name', { url: '/', headers: [['X A', 'a']] }, 'bad_header'],
    ['a wide character', { url: '/', headers: [['X-A', '\u{1f36a}']] }, 'bad_header'],
    ['CONNECT', { url: '/', method: 'CONNECT' }, 'bad_method'],
  ] satisfies [string, SendRequest, string][])('refuses %s', async (_what, request, code) => {
    const { send, events } = await lab((_request, response) => response.end())
    const [exchange] = await send(request)
    expect(exchange?.error?.code).toBe(code)
    expect(exchange?.response).toBeNull()
    if (code === 'bad_url') expect(exchange?.request.url).toBe(request.url)
    expect(typesOf(events)).toEqual(['exchange.started', 'exchange.failed'])
  })

  it('takes a host name alone for an address', async () => {
    const { send } = await lab((request, response) => response.end(request.headers.host))
    const [exchange] = await send('shop.test:8080/a')
    expect(exchange?.response?.body.text).toBe('shop.test:8080')
  })

  it('sends a Cookie header written by hand, and says so', async () => {
    const { send, events } = await lab((request, response) => {
      response.setHeader('Set-Cookie', 'sid=real')
      response.end(request.headers.cookie ?? '')
    })
    await send('/')
    events.length = 0
    const [exchange] = await send({ url: '/', headers: [['Cookie', 'sid=forged; x']] })
    expect(exchange?.response?.body.text).toBe('sid=forged; x')
    const verdicts = events.flatMap((event) => (event.type === 'cookie.judged' ? [event.verdict] : []))
    expect(verdicts.map(({ outcome, code, value }) => [outcome, code, value])).toEqual([
      ['sent', 'by-hand', 'forged'],
      ['sent', 'by-hand', 'x'],
      ['withheld', 'by-hand', 'real'],
      ['replaced', 'replaced', 'real'],
    ])
  })

  it('lets time end a cookie before sending', async () => {
    const { send, events, clock, alice } = await lab((request, response) => {
      response.setHeader('Set-Cookie', 'sid=1; Max-Age=60')
      response.end(request.headers.cookie ?? 'none')
    })
    await send('/')
    clock.now += 61_000
    events.length = 0
    const [exchange] = await send('/')
    expect(exchange?.response?.body.text).toBe('none')
    expect(typesOf(events).slice(0, 4)).toEqual([
      'exchange.started',
      'cookie.judged',
      'jar.changed',
      'request.sent',
    ])
    clock.now += 61_000
    events.length = 0
    alice.expireCookies()
    alice.clearCookies()
    expect(typesOf(events)).toEqual(['cookie.judged', 'jar.changed', 'jar.changed'])
  })

  it('stores the cookie when the headers come, and tells it though the body is slow', async () => {
    let finish = (): void => undefined
    const { send, events, jar } = await lab((_request, response) => {
      response.writeHead(200, { 'Set-Cookie': 'sid=1' }).write('a')
      finish = () => response.end('b')
    })
    const sending = send('/')
    await expect.poll(() => typesOf(events).at(-1)).toBe('jar.changed')
    expect(jar.list()).toHaveLength(1)
    finish()
    const [exchange] = await sending
    expect(exchange?.response?.body.text).toBe('ab')
    expect(typesOf(events).slice(2)).toEqual(['cookie.judged', 'jar.changed', 'response.received'])
  })

  it('keeps several requests apart', async () => {
    const { send } = await lab((request, response) => {
      setTimeout(() => response.end(request.url), request.url === '/0' ? 30 : 1)
    })
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => send(`/${String(n)}`)))
    all.forEach(([exchange], n) => {
      expect(exchange?.response?.body.text).toBe(`/${String(n)}`)
    })
  })

  it('tells an answer that breaks off: headers, cookies and the reason', async () => {
    const { send, events, jar } = await lab((_request, response) => {
      response.writeHead(200, { 'Set-Cookie': 'sid=1', 'Content-Length': '100' }).write('half')
      setTimeout(() => response.destroy(), 5)
    })
    const [exchange] = await send('/')
    expect(exchange?.error?.code).toBe('aborted')
    expect(exchange?.response?.body).toEqual({ text: 'half', length: 4, truncated: true })
    expect(jar.list()).toHaveLength(1)
    expect(typesOf(events).at(-1)).toBe('exchange.failed')
  })
})

describe('redirects', () => {
  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [303, 'HEAD', 'HEAD', ''],
    [302, 'PUT', 'PUT', 'body'],
    [307, 'POST', 'POST', 'body'],
    [308, 'POST', 'POST', 'body'],
  ])('%i after %s becomes %s', async (status, method, next, body) => {
    const seen: string[] = []
    const { send } = await lab((request, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => (text += chunk.toString()))
      request.on('end', () => {
        seen.push(`${request.method ?? ''} ${request.url ?? ''} ${text}`)
        if (request.url === '/a/b') response.writeHead(status, { Location: '../c?d' }).end()
        else response.end('there')
      })
    })
    const exchanges = await send({ url: '/a/b#frag', method, body: 'body' })
    expect(seen[1]).toBe(`${next} /c?d ${body}`)
    expect(exchanges[1]).toMatchObject({ redirectOf: 'x1', request: { url: 'http://localhost:3000/c?d#frag' } })
    expect(header(exchanges[1], 'content-type') === undefined).toBe(body === '')
  })

  it('goes on when the headers arrive, and carries the new cookie', async () => {
    let finish = (): void => undefined
    const { send, events } = await lab((request, response) => {
      if (request.url === '/login') {
        response.writeHead(302, { Location: '/home', 'Set-Cookie': 'sid=1' }).write('Found')
        finish = () => response.end('.')
      } else {
        response.end(request.headers.cookie)
        finish()
      }
    })
    const [login, home] = await send({ url: '/login', method: 'POST' })
    expect(home?.response?.body.text).toBe('sid=1')
    expect(login?.response?.status).toBe(302)
    expect(typesOf(events).slice(0, 6)).toEqual([
      'exchange.started',
      'request.sent',
      'response.received',
      'cookie.judged',
      'jar.changed',
      'exchange.started',
    ])
  })

  it('gives up after 20', async () => {
    const { send } = await lab((_request, response) => response.writeHead(302, { Location: '/' }).end())
    const exchanges = await send('/')
    expect(exchanges).toHaveLength(22)
    expect(exchanges.at(-1)?.error?.code).toBe('too_many_redirects')
  })

  it.each([
    ['https://evil.com/', 'left_the_lab'],
    ['javascript:alert(1)', 'bad_url'],
    ['http://[', 'bad_url'],
  ])('does not go to %s', async (location, code) => {
    const { send } = await lab((_request, response) => response.writeHead(302, { Location: location }).end())
    const exchanges = await send('/')
    expect(exchanges.map(({ error }) => error?.code ?? null)).toEqual([null, code])
  })

  it('goes to another host of the lab, and the cookies stay with theirs', async () => {
    const { send } = await lab((request, response) => {
      if (request.url === '/')
        response.writeHead(302, { Location: 'http://shop.test/in', 'Set-Cookie': 'a=1' }).end()
      else response.end(request.headers.cookie ?? 'none')
    })
    const [, second] = await send('/')
    expect(second?.response?.body.text).toBe('none')
  })

  it('stays when asked not to follow', async () => {
    const { send } = await lab((_request, response) => response.writeHead(302, { Location: '/x' }).end())
    expect(await send({ url: '/', followRedirects: false })).toHaveLength(1)
  })
})

const form = (origin: string) => ({ type: 'form', origin, credentials: 'same-origin' }) as const
const fetching = (origin: string, credentials: 'omit' | 'same-origin' | 'include' = 'same-origin') =>
  ({ type: 'fetch', origin, credentials }) as const

describe('a fetch from another origin', () => {
  it('is noted when the page cannot read the answer; cookies are handled all the same', async () => {
    const { send, jar } = await lab((_request, response) => {
      response.setHeader('Set-Cookie', 'a=1')
      response.end()
    })
    const [exchange] = await send({ url: '/', initiator: fetching('http://localhost:4000', 'include') })
    expect(exchange?.note).toContain('no Access-Control-Allow-Origin')
    expect(header(exchange, 'origin')).toBe('http://localhost:4000')
    expect(header(exchange, 'sec-fetch-site')).toBe('same-site')
    expect(jar.list()).toHaveLength(1)
  })

  it('without credentials neither sends nor keeps cookies', async () => {
    const { send, jar, events } = await lab((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.setHeader('Set-Cookie', 'a=2')
      response.end(request.headers.cookie ?? 'none')
    })
    await send('/')
    const [exchange] = await send({ url: '/', initiator: fetching('http://localhost:4000') })
    expect(exchange).toMatchObject({ response: { body: { text: 'none' } } })
    expect(exchange?.note).toBeUndefined()
    expect(jar.list()).toHaveLength(1)
    const codes = events.flatMap((event) => (event.type === 'cookie.judged' ? [event.verdict.code] : []))
    expect(codes).toEqual(['stored', 'credentials-omitted', 'credentials-omitted'])
  })

  it('asks first when it is unusual, and stops at a no', async () => {
    const seen: string[] = []
    const { send } = await lab((request, response) => {
      seen.push(request.method ?? '')
      response.end()
    })
    const request = { url: '/', method: 'PUT', initiator: fetching('http://localhost:4000') }
    const exchanges = await send(request)
    expect(seen).toEqual(['OPTIONS'])
    expect(exchanges.map(({ error }) => error?.code ?? null)).toEqual([null, 'cors_blocked'])
  })

  it('asks first and goes on after a yes', async () => {
    const { send } = await lab((request, response) => {
      response.setHeader('Access-Control-Allow-Origin', 'http://localhost:4000')
      response.setHeader('Access-Control-Allow-Headers', 'Content-Type')
      response.end(request.method)
    })
    const exchanges = await send({
      url: '/',
      method: 'POST',
      headers: [['Content-Type', 'application/json']],
      body: '{}',
      initiator: fetching('http://localhost:4000'),
    })
    expect(exchanges.map(({ request }) => request.method)).toEqual(['OPTIONS', 'POST'])
    expect(header(exchanges[0], 'access-control-request-headers')).toBe('content-type')
    expect(exchanges[1]?.note).toBeUndefined()
  })
})
