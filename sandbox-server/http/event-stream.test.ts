import { request as httpRequest, type IncomingMessage } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../protocol/limits'
import { streamEvents } from './event-stream'
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

/** A stream that stays open. */
function open(of = path, by = ann): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { Cookie: by.cookie ?? '' }
    const request = httpRequest({ port: lab.port, host: '127.0.0.1', path: `${of}/trace`, headers })
    request.on('error', reject)
    request.on('response', (head) => {
      resolve(head.on('error', () => undefined).resume())
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

  it('a client that takes nothing is not buffered for', async () => {
    const json = JSON.stringify('x'.repeat(60_000))
    const lines = Array.from({ length: 100 }, (_none, index) => ({ id: index + 1, json }))
    const nothing = (): void => undefined
    const source = { after: (id: number) => lines.slice(id), onLines: () => nothing, onGone: () => nothing }
    const buffered = new Promise((resolve) => {
      const app = express().get('/', (request, response) => {
        streamEvents(source, request, response)
        resolve(response.writableLength)
        response.destroy()
      })
      const server = app.listen(0, '127.0.0.1', () => {
        const address = server.address()
        const port = typeof address === 'object' ? address?.port : 0
        httpRequest({ port, host: '127.0.0.1' })
          .on('error', () => server.close())
          .end()
      })
    })
    expect(await buffered).toBeLessThan(10 * json.length)
  })

  it('a client that takes nothing does not hold up others', async () => {
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

  it('clients that hung up before their stream began are not counted', async () => {
    const leave = (request: IncomingMessage): void => void request.socket.destroy()
    lab.server.prependListener('request', leave)
    for (let n = 0; n < LIMITS.api.streamsPerLearner; n += 1)
      await expect(read('', {}, () => true)).rejects.toThrow()
    lab.server.off('request', leave)
    expect((await read('', {}, () => true)).head.statusCode).toBe(200)
  })

  it('one learner cannot hold all of them, and gets back what is let go', async () => {
    const streams = await Promise.all(Array.from({ length: LIMITS.api.streamsPerLearner }, () => open()))
    expect((await open()).statusCode).toBe(429)
    const bob = new Person(lab)
    const own = await bob.makeWorkspace()
    expect((await open(own, bob)).statusCode).toBe(200)
    for (const stream of streams) stream.destroy()
    await expect.poll(async () => (await open()).statusCode).toBe(200)
  })
})
