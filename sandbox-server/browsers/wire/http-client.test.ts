import { createServer, type AddressInfo, type Server, type Socket, connect } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ExchangeFailure } from '../exchange-failure'
import { HttpClient } from './http-client'
import type { WireRequest, WireResponse } from './wire-message'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
  vi.useRealTimers()
})

const LIMITS = { timeoutMs: 25_000, bodyBytes: 4096, keptBodyBytes: 1024, staleMs: 25_000 }
const HASTY_MS = 250
const GET: WireRequest = { method: 'GET', target: '/', headers: [['Host', 'localhost']] }

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === 'object' && address ? address.port : 0

/** A client before a server that does whatever it likes with its sockets. */
async function before(serve: (socket: Socket, request: string) => void, timeoutMs = LIMITS.timeoutMs) {
  let connections = 0
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      serve(socket, chunk.toString('latin1'))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server.address())
  const client = new HttpClient(
    () =>
      new Promise<Socket>((resolve, reject) => {
        const socket: Socket = connect(port, '127.0.0.1')
        socket.once('connect', () => {
          resolve(socket)
        })
        socket.once('error', reject)
      }),
    { ...LIMITS, timeoutMs },
  )
  closers.push(() => {
    client.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { client, connections: () => connections }
}

const answer = (raw: string, timeoutMs?: number) => before((socket) => socket.write(raw, 'latin1'), timeoutMs)
/** Ours stand still until they are told to go on; what the network does takes the time it takes. */
const stopTimers = (): void => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
const patience = (code: string): number | undefined => (code === 'timeout' ? HASTY_MS : undefined)
/** The time of a request in two halves, with some of the body between them: that it goes on gives it no longer. */
async function passTime({ soFar }: WireResponse): Promise<void> {
  vi.advanceTimersByTime(LIMITS.timeoutMs / 2)
  const { length } = soFar()
  await expect.poll(() => soFar().length).toBeGreaterThan(length)
  vi.advanceTimersByTime(LIMITS.timeoutMs / 2)
}
const codeOf = (error: unknown): string => (error instanceof ExchangeFailure ? error.code : String(error))
const failure = (promise: Promise<unknown>): Promise<string> => promise.then(() => 'no failure', codeOf)

describe('what comes back', () => {
  it('keeps headers in order, spelling and bytes', async () => {
    const { client } = await answer(
      'HTTP/1.1 299 Odd reason\r\nX-b: 1\r\nset-COOKIE: a=\xe9\r\nSet-Cookie: b\r\nContent-Length: 2\r\n\r\nhi',
    )
    const response = await client.request(GET)
    expect(response.status).toBe(299)
    expect(response.statusText).toBe('Odd reason')
    expect(response.headers).toEqual([
      ['X-b', '1'],
      ['set-COOKIE', 'a=\xe9'],
      ['Set-Cookie', 'b'],
      ['Content-Length', '2'],
    ])
    expect(await response.body).toMatchObject({ length: 2, complete: true, failure: null })
  })

  it.each([
    [
      'chunks and trailers',
      'GET',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-T: 1\r\n\r\n',
      'hi',
    ],
    [
      '100 and 103 before the answer',
      'GET',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi',
      'hi',
    ],
    ['HEAD with a length', 'HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n', ''],
    ['204', 'GET', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
    ['304 with a length', 'GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', ''],
    ['no reason', 'GET', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n', ''],
  ])('understands %s', async (_what, method, raw, expected) => {
    const { client } = await answer(raw)
    const body = await (await client.request({ ...GET, method })).body
    expect(body.bytes.toString()).toBe(expected)
    expect(body.failure).toBeNull()
  })

  it('reads a body that ends with the connection', async () => {
    const { client } = await before((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'))
    const body = await (await client.request(GET)).body
    expect([body.bytes.toString(), body.failure]).toEqual(['hello', null])
  })
})

describe('a hostile server', () => {
  it.each([
    ['says nothing', '', 'timeout'],
    ['stops in the headers', 'HTTP/1.1 200 OK\r\nX-A: ', 'timeout'],
    ['speaks something else', 'SSH-2.0-OpenSSH\r\n', 'bad_response'],
    ['writes a bare line feed into a header', 'HTTP/1.1 200 OK\r\nX A: 1\r\n\r\n', 'bad_response'],
    ['gives two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na', 'bad_response'],
    [
      'sends headers without end',
      `HTTP/1.1 200 OK\r\n${'X-A: aaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(4000)}`,
      'headers_too_large',
    ],
    [
      'switches protocols',
      'HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
      'bad_response',
    ],
  ])('that %s', async (_what, raw, code) => {
    const { client } = await answer(raw, patience(code))
    expect(await failure(client.request(GET))).toBe(code)
  })

  it('that closes at once', async () => {
    const { client } = await before((socket) => socket.destroy())
    expect(await failure(client.request(GET))).toBe('aborted')
  })

  it('that sends 1xx answers for ever', async () => {
    const { client } = await before((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 5)
      socket.on('close', () => {
        clearInterval(timer)
      })
    }, HASTY_MS)
    expect(await failure(client.request(GET))).toBe('timeout')
  })

  it.each([
    ['drips', 'HTTP/1.1 200 OK\r\n\r\n', 'x', 'timeout'],
    ['never stops', 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(1000), 'response_too_large'],
    ['breaks its chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', 'zz\r\n', 'bad_response'],
  ])('whose body %s', async (_what, head, piece, code) => {
    stopTimers()
    const { client } = await before((socket) => {
      socket.write(head)
      const timer = setInterval(() => socket.write(piece), 5)
      socket.on('close', () => {
        clearInterval(timer)
      })
    })
    const response = await client.request(GET)
    if (code === 'timeout') await passTime(response)
    const body = await response.body
    expect(body.failure?.code).toBe(code)
    expect(body.bytes.length).toBeLessThanOrEqual(LIMITS.keptBodyBytes)
  })

  it('that promises more than it sends', async () => {
    const { client } = await before((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi'))
    const body = await (await client.request(GET)).body
    expect([body.bytes.toString(), body.failure?.code]).toEqual(['hi', 'aborted'])
  })

  it('that is not there', async () => {
    const gone = new HttpClient(
      () => Promise.reject(Object.assign(new Error('gone'), { code: 'ENOENT' })),
      LIMITS,
    )
    expect(await failure(gone.request(GET))).toBe('crashed')
    const hanging = new HttpClient(() => new Promise<Socket>(() => undefined), {
      ...LIMITS,
      timeoutMs: HASTY_MS,
    })
    expect(await failure(hanging.request(GET))).toBe('timeout')
  })
})

describe('connections', () => {
  const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

  it('are kept', async () => {
    const { client, connections } = await answer(OK)
    for (let n = 0; n < 5; n++) await (await client.request(GET)).body
    expect(connections()).toBe(1)
  })

  it.each([
    ['GET', 'no failure'],
    ['POST', 'aborted'],
  ])('that went stale: %s', async (method, expected) => {
    let served = 0
    const { client } = await before((socket) => {
      if (++served === 2) socket.destroy()
      else socket.write(OK)
    })
    await (
      await client.request(GET)
    ).body
    expect(await failure(client.request({ ...GET, method }))).toBe(expected)
  })

  it('carry no answer over to the next request', async () => {
    const { client } = await answer(`${OK}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil`)
    for (let n = 0; n < 3; n++) {
      const body = await (
        await client.request(GET)
      ).body.then(
        ({ bytes }) => bytes.toString(),
        () => '',
      )
      expect(body).toBe('ok')
    }
  })

  it('send what they are given, hop-by-hop headers excepted', async () => {
    const seen: string[] = []
    const { client } = await before((socket, request) => {
      seen.push(request)
      socket.write(OK)
    })
    const headers: [string, string][] = [
      ['hOsT', 'a'],
      ['X-A', '1'],
      ['X-A', '2'],
      ['Connection', 'close, x-named'],
      ['X-Named', '1'],
      ['Transfer-Encoding', 'chunked'],
    ]
    await (
      await client.request({ method: 'POST', target: '/a?b', headers }, Buffer.from('hi'))
    ).body
    expect(seen.join('')).toBe(
      'POST /a?b HTTP/1.1\r\nhOsT: a\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nhi',
    )
  })
})

describe('streams', () => {
  it('pass both bodies on', async () => {
    const { client } = await before((socket, request) => {
      if (request.includes('0\r\n\r\n'))
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n')
    })
    const message: WireRequest = { ...GET, method: 'POST', headers: [['Transfer-Encoding', 'chunked']] }
    const response = await client.stream(message, Readable.from(['a', 'b']))
    expect(await text(response.body)).toBe('hi')
  })

  it.each(['GET', 'DELETE', 'PUT'])('frame the body of a %s', async (method) => {
    let seen = ''
    const { client } = await before((socket, request) => {
      seen += request
      if (request.endsWith('0\r\n\r\n')) socket.write('HTTP/1.1 204 No Content\r\n\r\n')
    })
    const headers: [string, string][] = [['Transfer-Encoding', 'chunked']]
    await client.stream({ ...GET, method, headers }, Readable.from(['GET /smuggled HTTP/1.1\r\n\r\n']))
    expect(seen).toMatch(/Transfer-Encoding: chunked\r\n.*\r\n1a\r\nGET/s)
  })

  it('are not bounded in time once the headers are there, and end when told', async () => {
    stopTimers()
    const { client } = await answer('HTTP/1.1 200 OK\r\n\r\ndata: 1\n\n')
    const controller = new AbortController()
    const response = await client.stream(GET, Readable.from([]), controller.signal)
    const ended = new Promise((resolve) =>
      response.body
        .on('close', resolve)
        .on('error', () => undefined)
        .resume(),
    )
    vi.advanceTimersByTime(2 * LIMITS.timeoutMs)
    await new Promise((turn) => setImmediate(turn))
    expect(response.body.destroyed).toBe(false)
    controller.abort()
    await ended
  })

  it('end at once when they were told to end before', async () => {
    const { client } = await answer('')
    expect(await failure(client.stream(GET, Readable.from([]), AbortSignal.abort()))).toBe('aborted')
  })

  it('end when nothing answers', async () => {
    const { client } = await answer('', HASTY_MS)
    expect(await failure(client.stream(GET, Readable.from([])))).toBe('timeout')
  })
})
