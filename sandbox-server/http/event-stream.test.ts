import { request as httpRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLab, Person, type Lab } from './lab.fixture'

let lab: Lab
let ann: Person
let path: string

beforeAll(async () => {
  lab = await openLab()
  ann = new Person(lab)
  path = await ann.makeWorkspace()
})
afterAll(() => lab.close())

/** Reads a stream until `enough` says so, then hangs up. */
function read(query: string, headers: Record<string, string>, enough: (text: string) => boolean) {
  return new Promise<{ head: IncomingMessage; text: string }>((resolve, reject) => {
    const own = { Cookie: ann.cookie ?? '', ...headers }
    const request = httpRequest({
      port: lab.port,
      host: '127.0.0.1',
      path: `${path}/trace${query}`,
      headers: own,
    })
    request.on('error', reject)
    request.on('response', (head) => {
      let text = ''
      head.setEncoding('utf8')
      head.on('error', () => undefined)
      head.on('data', (chunk: string) => {
        text += chunk
        if (!enough(text)) return
        request.destroy()
        resolve({ head, text })
      })
    })
    request.end()
  })
}

const ids = (text: string): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))

describe('the trace as a stream', () => {
  it('begins with everything, then follows, without being held back on the way', async () => {
    const reading = read('', {}, (text) => text.includes('run.ready'))
    await ann.ask('POST', `${path}/run`)
    const { head, text } = await reading
    expect(head.headers['content-type']).toMatch(/^text\/event-stream/)
    expect(head.headers['cache-control']).toBe('no-cache, no-transform')
    expect(ids(text)).toEqual(ids(text).map((_id, index) => index + 1))
  })

  it.each([
    ['Last-Event-ID', '', { 'Last-Event-ID': '3' }],
    ['?after=', '?after=3', {}],
  ])('resumes by %s', async (_what, query, headers) => {
    const { text } = await read(query, headers, (all) => ids(all).length > 0)
    expect(ids(text)[0]).toBe(4)
  })

  it('a client that takes nothing is not buffered for, and others do not notice', async () => {
    const request = httpRequest({
      port: lab.port,
      host: '127.0.0.1',
      path: `${path}/trace`,
      headers: { Cookie: ann.cookie ?? '' },
    })
    request.on('error', () => undefined)
    request.on('response', (head) => head.pause())
    request.end()
    lab.runner.answer = (_request, response) => response.end('x'.repeat(60_000))
    for (let n = 0; n < 40; n += 1)
      await ann.ask('POST', `${path}/browsers/alice/requests`, { body: { url: '/' } })
    const { text } = await read('?after=3', {}, (all) => all.includes('"x40"'))
    expect(ids(text)[0]).toBe(4)
    request.destroy()
  })
})
