import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openLab, Person, SITE, type Ask, type Lab, type Reply } from './lab.fixture'

let lab: Lab
let ann: Person
let path: string
let tab: string

beforeAll(async () => {
  lab = await openLab()
  ann = new Person(lab)
  path = await ann.makeWorkspace()
  tab = `http://${path.split('/').at(-1) ?? ''}.localhost:${String(lab.port)}`
})
afterAll(() => lab.close())

const stop = (how: Ask): Promise<Reply> => ann.ask('POST', `${path}/stop`, how)
const type = (text: string) => ({ 'Content-Type': text })

describe('what a page elsewhere can make a browser send', () => {
  it.each([
    ['a form', { raw: 'a=1', headers: type('application/x-www-form-urlencoded') }],
    ['a form with files', { raw: '--b--', headers: type('multipart/form-data; boundary=b') }],
    ['JSON in a text/plain form', { raw: '{"x":"="}', headers: type('text/plain') }],
    ['an empty form', { headers: type('application/x-www-form-urlencoded') }],
    ['a type that only begins as JSON', { raw: '{}', headers: type('application/json-patch+json') }],
    ['two types', { raw: '{}', headers: type('text/plain, application/json') }],
    ['a beacon', { raw: '{}', headers: type('text/plain;charset=UTF-8') }],
  ] satisfies [string, Ask][])('%s is not JSON', async (_what, how) => {
    expect(codeOf(await stop(how))).toBe('json_only')
  })

  it.each([
    ['an opaque origin', { Origin: 'null' }],
    ['another port of this machine', { Origin: 'http://127.0.0.1:8080' }],
    ['https of this site', { Origin: SITE.replace('http:', 'https:') }],
    ['a name that begins as ours', { Origin: `${SITE}.evil.test` }],
    ['a site that hides its origin', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a neighbour that hides its origin', { 'Sec-Fetch-Site': 'same-site' }],
  ])('%s may not change anything', async (_what, headers) => {
    expect(codeOf(await stop({ headers, body: {} }))).toBe('foreign_origin')
  })

  it('a learner’s own page may not drive, read or follow the lab', async () => {
    const headers = { Origin: tab }
    for (const target of [
      path,
      `${path}/files`,
      `${path}/trace`,
      `${path}/trace?format=json`,
      '/api/workspaces',
    ])
      expect(codeOf(await ann.ask('GET', target, { headers }))).toBe('foreign_origin')
    expect(codeOf(await ann.ask('OPTIONS', path, { headers }))).toBe('foreign_origin')
  })

  it('what can be fetched without an origin cannot be used by another page', async () => {
    const reply = await ann.ask('GET', `${path}/trace?format=json`, {
      headers: { 'Sec-Fetch-Mode': 'no-cors' },
    })
    expect(reply.headers).toMatchObject({
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('bodies that are more than they seem', () => {
  it('compressed ones are refused before they unfold', async () => {
    const headers = { 'Content-Encoding': 'gzip' }
    expect((await ann.ask('PUT', `${path}/files`, { raw: Buffer.alloc(64), headers })).status).toBe(415)
  })

  it.each([
    '{"__proto__":{"files":{"app.js":"1"}}}',
    '{"files":{"__proto__":"x"}}',
    '{"files":{"app.js":"1","constructor":{"prototype":{"polluted":1}}}}',
    '{"constructor":{"prototype":{"polluted":1}},"files":1e999}',
  ])('%s pollutes nothing', async (raw) => {
    const reply = await ann.ask('PUT', `${path}/files`, { raw })
    expect(reply.status).toBe(400)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(Reflect.get({}, 'files')).toBeUndefined()
  })
})

it('nothing of all this was our own failure', () => {
  expect(lab.errors).toEqual([])
})
