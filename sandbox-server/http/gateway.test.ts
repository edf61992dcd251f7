import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Trace, type TraceEvent } from '../../protocol/trace-event'
import { openLab, Person, type Lab } from './lab.fixture'

let lab: Lab
let ann: Person
let path: string
let host: string

beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())
afterEach(() => {
  vi.useRealTimers()
})
beforeEach(async () => {
  ann = new Person(lab)
  path = await ann.makeWorkspace()
  host = `${path.split('/').at(-1) ?? ''}.localhost:${String(lab.port)}`
})

const events = async (): Promise<TraceEvent[]> =>
  Trace.parse((await ann.ask('GET', `${path}/trace?format=json`)).json).events

/** Asks and leaves; resolves when the server has seen both. */
async function hangUp(text: string): Promise<void> {
  const arriving = once(lab.server, 'connection') as Promise<[Socket]>
  const client = connect(lab.port, '127.0.0.1')
  client.write(text)
  const [socket] = await arriving
  await once(lab.server, 'request')
  client.destroy()
  if (!socket.closed) await once(socket, 'close')
}

describe('http://<workspace>.localhost', () => {
  it('reaches the app, streams both bodies, and appears in the trace as one more browser', async () => {
    await ann.ask('POST', `${path}/run`)
    lab.runner.answer = (request, response) => {
      response.setHeader('Set-Cookie', 'a=1; Path=/')
      request.pipe(response)
    }
    const stranger = new Person(lab)
    const raw = 'a body '.repeat(30_000)
    const reply = await stranger.ask('POST', '/echo?q=1', { host, raw, headers: { Cookie: 'b=2' } })
    expect([reply.status, reply.text === raw]).toEqual([200, true])
    await expect.poll(async () => (await events()).map(({ type }) => type)).toContain('response.received')
    const trace = await events()
    expect(trace).toContainEqual(expect.objectContaining({ type: 'browser.added', browser: 'tab', real: true }))
    const judged = trace.filter((event) => event.type === 'cookie.judged')
    expect(judged.map(({ verdict }) => [verdict.direction, verdict.outcome, verdict.name])).toEqual([
      ['out', 'sent', 'b'],
      ['in', 'stored', 'a'],
    ])
    const received = trace.find((event) => event.type === 'response.received')
    expect(received?.response.body).toMatchObject({ length: raw.length, truncated: true })
    expect(received?.response.body.text?.length).toBe(64 * 1024)
  })

  it('tells the trace what a form sent, and how much is missing of what was too long or too slow', async () => {
    await ann.ask('POST', `${path}/run`)
    lab.runner.answer = (request, response) => request.pipe(response)
    const [form, long] = ['name=ann&color=teal', 'ü'.repeat(50_000)]
    // No body is too slow while no time passes.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    expect((await ann.ask('POST', '/', { host, raw: form })).text).toBe(form)
    expect((await ann.ask('PUT', '/', { host, raw: long })).text).toBe(long)
    expect((await ann.ask('GET', '/', { host })).text).toBe('')
    vi.useRealTimers()
    await expect
      .poll(async () => (await events()).filter(({ type }) => type === 'response.received').length)
      .toBe(3)
    const sent = (await events()).filter((event) => event.type === 'request.sent')
    expect(sent.map(({ request, note }) => [request.body?.slice(0, 20) ?? null, note ?? null])).toEqual([
      [form, null],
      ['ü'.repeat(20), 'Only the first 65536 bytes of the body are kept.'],
      [null, null],
    ])
  })

  it('judges Set-Cookie by what the tab is known to hold', async () => {
    await ann.ask('POST', `${path}/run`)
    const verdicts: string[] = []
    const visit = async (cookie: string | null, line: string): Promise<void> => {
      lab.runner.answer = (_request, response) => response.setHeader('Set-Cookie', line).end()
      await ann.ask('GET', '/', { host, headers: { Cookie: cookie ?? '' } })
      await expect.poll(async () => (await events()).at(-1)?.type).toBe('cookie.judged')
      const last = (await events()).filter((event) => event.type === 'cookie.judged').at(-1)
      verdicts.push(last?.verdict.outcome ?? '')
    }
    await visit(null, 'a=1; Path=/; HttpOnly')
    await visit('a=1', 'a=2; Path=/; HttpOnly')
    await visit('a=2; other=x', 'other=y; Path=/')
    await visit('a=2; other=y', 'a=; Path=/; Max-Age=0')
    // Somebody else, curl say, who holds nothing.
    await visit(null, 'other=z; Path=/')
    expect(verdicts).toEqual(['stored', 'replaced', 'replaced', 'deleted', 'stored'])
  })

  it('says so on the page and in the trace when nobody answers', async () => {
    const reply = await ann.ask('GET', '/', { host })
    expect([reply.status, reply.text]).toEqual([502, expect.stringContaining('Press Run')])
    expect(await events()).toContainEqual(
      expect.objectContaining({
        type: 'exchange.failed',
        error: expect.objectContaining({ code: 'not_running' }) as unknown,
      }),
    )
  })

  it('an app that cuts its answer short is cut short here too', async () => {
    await ann.ask('POST', `${path}/run`)
    lab.runner.answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' })
      response.write('half', () => response.destroy())
    }
    await expect(ann.ask('GET', '/', { host })).rejects.toThrow()
    await expect.poll(async () => (await events()).map(({ type }) => type)).toContain('exchange.failed')
  })

  it('a tab that leaves while its app wakes is over, and not asked for', async () => {
    const lease = lab.runner.lease.bind(lab.runner)
    let wake = (): void => undefined
    const awake = new Promise<void>((resolve) => (wake = resolve))
    lab.runner.lease = async (request) => {
      await awake
      return lease(request)
    }
    let asked = 0
    lab.runner.answer = (_request, response) => {
      asked += 1
      response.end('x'.repeat(1_000_000))
    }
    const running = ann.ask('POST', `${path}/run`)
    await expect.poll(async () => (await events()).map(({ type }) => type)).toContain('run.started')
    await hangUp(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
    wake()
    await running
    lab.runner.lease = lease
    await expect.poll(async () => (await events()).map(({ type }) => type)).toContain('exchange.failed')
    expect(asked).toBe(0)
  })

  it('an answer whose head cannot be passed on leaves no connection to the app behind', async () => {
    await ann.ask('POST', `${path}/run`)
    const left = new Promise((resolve) => {
      lab.runner.answer = (request) => {
        request.socket.once('close', resolve)
        request.socket.write('HTTP/1.1 200 a\x01b\r\n\r\nand on')
      }
    })
    expect((await ann.ask('GET', '/', { host })).status).toBe(502)
    await left
  })

  it('a page of the app cannot drive the lab', async () => {
    const origin = `http://${host}`
    const reply = await ann.ask('POST', `${path}/stop`, { headers: { Origin: origin } })
    expect(reply.status).toBe(403)
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('WebSockets are refused', async () => {
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'x' }
    expect((await ann.ask('GET', '/', { host, headers })).status).toBe(400)
  })
})
