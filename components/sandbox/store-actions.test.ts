import { beforeEach, describe, expect, it } from 'vitest'
import { createClient } from './client'
import { FakeServer } from './fixtures/fake-server'
import { createLab } from './lab-store'

const STARTER = { files: { 'app.js': '// starter' }, entry: 'app.js' }
const ENGINES = { engines: [] }

let server: FakeServer
let state: () => ReturnType<ReturnType<typeof createLab>['store']['getState']>

beforeEach(() => {
  server = new FakeServer()
  const { store } = createLab({ label: 'lab', starter: STARTER, client: createClient(server.fetch) })
  store.setState({ workspace: server.add('lab', STARTER.files) })
  state = store.getState
})

const actions = () => state().actions
const lastAsked = () => server.asked.at(-1)?.replace(/\/api\/workspaces\/[^/]+\//, '')

describe('records', () => {
  it('are edited and deleted in the place they lie in', async () => {
    server.replies.set('PUT store', { edited: true }).set('DELETE store', { removed: true })
    expect(await actions().editRecord('redis', 'abc', { views: 41 }, 'Redis 7')).toBeNull()
    await actions().removeRecord('redis', 'abc', 'Redis 7')
    const named = { kind: 'redis', sid: 'abc', engine: 'Redis 7' }
    expect(server.told).toEqual([{ ...named, data: { views: 41 } }, named])
    expect(state().refusal).toBeNull()
  })

  it('that are gone are neither edited nor deleted, and it is said', async () => {
    server.replies.set('PUT store', { edited: false }).set('DELETE store', { removed: false })
    expect(await actions().editRecord('redis', 'abc', {})).toMatch(/^It was not saved/)
    await actions().removeRecord('redis', 'abc')
    expect(state().refusal?.message).toMatch(/^Nothing was deleted/)
  })

  it('that are refused say why, in the words of the refusal', async () => {
    server.refusal = { code: 'cookie_too_large', message: 'Too large.' }
    expect(await actions().editRecord('cookie', 'alice/basket', {})).toBe('Too large.')
  })

  it('come in pages', async () => {
    server.replies.set('GET store/records', { records: [], total: 10_000 })
    const query = {
      kind: 'redis',
      engine: 'Redis 7, prefix sess:',
      offset: 200,
      limit: 200,
      find: 'a b',
    } as const
    expect(await actions().findRecords(query)).toEqual({ records: [], total: 10_000 })
    expect(lastAsked()).toBe(
      'GET store/records?kind=redis&engine=Redis+7%2C+prefix+sess%3A&offset=200&limit=200&find=a+b',
    )
  })
})

describe('all stores', () => {
  it('are emptied at once', async () => {
    server.replies.set('POST store/empty', { snapshots: [] })
    await actions().emptyStores()
    expect(lastAsked()).toBe('POST store/empty')
    expect(state().refusal).toBeNull()
  })
})

describe('a moment in the timeline', () => {
  it('is asked for anew each time, the cursor on it or not', () => {
    actions().showInTimeline(3)
    expect(state()).toMatchObject({ cursor: 3, timelineAsked: 1 })
    actions().showInTimeline(3)
    expect(state()).toMatchObject({ cursor: 3, timelineAsked: 2 })
  })
})

describe('engines', () => {
  it.each(['start', 'stop', 'restart'] as const)('%s', async (action) => {
    server.replies.set(`POST engines/redis/${action}`, ENGINES)
    await actions().changeEngine('redis', action)
    expect(lastAsked()).toBe(`POST engines/redis/${action}`)
    expect(state().refusal).toBeNull()
  })

  it('are made slow', async () => {
    server.replies.set('PUT engines/postgres', ENGINES)
    await actions().slowEngine('postgres', 200)
    expect(server.told).toEqual([{ latencyMs: 200 }])
  })
})

describe('the database', () => {
  it('answers questions without moving the cursor', async () => {
    const reply = { columns: [], rows: [], total: 0, durationMs: 1, error: null }
    server.replies.set('POST engines/postgres/query', reply)
    actions().moveCursor(3)
    expect(await actions().runQuery('select 1')).toEqual(reply)
    expect(state().cursor).toBe(3)
  })

  it('says what makes a table, without moving the cursor', async () => {
    server.replies.set('GET engines/postgres/table', { sql: 'CREATE TABLE' })
    actions().moveCursor(3)
    expect(await actions().tableSql({ schema: 'Web Shop', table: 'visits' })).toBe('CREATE TABLE')
    expect(lastAsked()).toBe('GET engines/postgres/table?schema=Web+Shop&table=visits')
    expect(state().cursor).toBe(3)
  })

  it('says so when it would not make the table', async () => {
    server.replies.set('POST engines/postgres/table', { created: false, sql: '', error: 'No such schema.' })
    await actions().createTable({ schema: 'shop' })
    expect(state().refusal).toEqual({ code: 'table_not_made', message: 'No such schema.' })
  })
})
