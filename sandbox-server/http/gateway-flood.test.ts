import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { EXCHANGE_HEADER, IN_BRIEF } from '../../protocol/exchange-header'
import { Trace } from '../../protocol/trace-event'
import { openLab, Person, type Lab } from './lab.fixture'

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => lab.close())

it('a flood from a real tab is recorded exchange by exchange, and beyond a bound without details, which it says', async () => {
  const ann = new Person(lab)
  const path = await ann.makeWorkspace()
  const host = `${path.split('/').at(-1) ?? ''}.localhost:${String(lab.port)}`
  await ann.ask('POST', `${path}/run`)
  const tags: string[] = []
  lab.runner.answer = (request, response) => {
    tags.push(String(request.headers[EXCHANGE_HEADER]))
    response.end('ok')
  }
  const visits = 300
  // However slow the machine is, no time passes in which what may be told in detail grows again.
  vi.useFakeTimers({ toFake: ['performance'] })
  for (let sent = 0; sent < visits; sent += 20) {
    await Promise.all(
      Array.from({ length: 20 }, () => ann.ask('GET', '/', { host, headers: { Cookie: 'a=1' } })),
    )
  }
  vi.useRealTimers()
  const read = async () => Trace.parse((await ann.ask('GET', `${path}/trace?format=json`)).json).events
  const answers = async () => (await read()).filter(({ type }) => type === 'response.received')
  await expect.poll(async () => (await answers()).length).toBe(visits)
  const events = await read()
  const brief = events.filter((event) => event.type === 'request.sent' && event.note?.includes('in detail'))
  const judged = events.filter(({ type }) => type === 'cookie.judged')
  expect(brief.length).toBeGreaterThan(0)
  expect(judged.length).toBe(visits - brief.length)
  expect(tags.filter((tag) => tag.endsWith(IN_BRIEF)).length).toBe(brief.length)
})
