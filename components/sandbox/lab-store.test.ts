import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClient } from './client'
import { draftKey, readDraft, type Draft, type DraftStorage } from './draft'
import { FakeServer } from './fixtures/fake-server'
import { createLab } from './lab-store'
import type { followTrace } from './trace-stream'

const LABEL = '01-first-session'
const STARTER = { files: { 'app.js': '// starter' }, entry: 'app.js' }

class Shelf implements DraftStorage {
  readonly texts = new Map<string, string>()
  getItem = (key: string) => this.texts.get(key) ?? null
  setItem = (key: string, text: string) => void this.texts.set(key, text)
}

let server: FakeServer
let shelf: Shelf
let undo: (() => void)[]

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget())
  server = new FakeServer()
  shelf = new Shelf()
  undo = []
})
afterEach(() => {
  undo.forEach((end) => end())
  vi.unstubAllGlobals()
})

/** A lab on the fake server, started; `stream` is the listener of the trace it follows last. */
function open() {
  const stream: { listener?: Parameters<typeof followTrace>[1]; ends: number; again: number } = {
    ends: 0,
    again: 0,
  }
  const follow: typeof followTrace = (_id, listener) => {
    stream.listener = listener
    listener.connection('live')
    const again = () => {
      stream.again += 1
      listener.connection('live')
    }
    return { again, end: () => (stream.ends += 1) }
  }
  const lab = createLab({
    label: LABEL,
    starter: STARTER,
    client: createClient(server.fetch),
    storage: shelf,
    follow,
  })
  const end = lab.start()
  undo.push(end)
  return { state: () => lab.store.getState(), stream, end }
}

const draft = (text: string, saved: boolean): Draft => ({ files: { 'app.js': text }, entry: 'app.js', saved })
const keep = (kept: Draft) => shelf.setItem(draftKey(LABEL), JSON.stringify(kept))
const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 10 })
const serverText = () => [...server.kept.values()].map(({ files }) => files['app.js'])

describe('a lab that opens', () => {
  it('makes a workspace of the starting code when there is none', async () => {
    server.add('another lesson', { 'app.js': '// not this' })
    const { state } = open()
    await soon(() => expect(state().connection).toBe('live'))
    expect(state().workspace?.label).toBe(LABEL)
    expect(serverText()).toEqual(['// not this', '// starter'])
  })
  it('finds its workspace by the label, with the code the server keeps', async () => {
    const { id } = server.add(LABEL, { 'app.js': '// mine' })
    const { state } = open()
    await soon(() => expect(state().workspace?.id).toBe(id))
    expect(state().files).toEqual({ 'app.js': '// mine' })
    expect(server.kept.size).toBe(1)
  })
  it('shows a draft at once, before anybody answered', () => {
    keep(draft('// typed', false))
    expect(open().state().files).toEqual({ 'app.js': '// typed' })
  })
  it('sends a draft the server never acknowledged, and leaves one it did', async () => {
    server.add(LABEL, { 'app.js': '// older' })
    keep(draft('// typed', false))
    open()
    await soon(() => expect(serverText()).toEqual(['// typed']))

    server = new FakeServer()
    server.add(LABEL, { 'app.js': '// edited in another tab' })
    keep(draft('// acknowledged long ago', true))
    const { state } = open()
    await soon(() => expect(state().files).toEqual({ 'app.js': '// edited in another tab' }))
  })
  it('keeps what was typed while it opened', async () => {
    server.add(LABEL, { 'app.js': '// on the server' })
    const { state } = open()
    state().actions.edit('app.js', '// typed early')
    await soon(() => expect(serverText()).toEqual(['// typed early']))
    expect(state().files).toEqual({ 'app.js': '// typed early' })
  })
  it.each([
    'not json',
    '{"files":{"app.js":1},"entry":"app.js","saved":true}',
    '{"files":{},"entry":"app.js","saved":true}',
  ])('does not take %s for a draft', (text) => {
    shelf.setItem(draftKey(LABEL), text)
    expect(open().state().files).toEqual(STARTER.files)
  })
})

describe('files', () => {
  it('are renamed in their place, but never the entry and never over another one', async () => {
    const { state } = open()
    const { actions } = state()
    actions.addFile('routes.js')
    actions.edit('routes.js', '// routes')
    actions.renameFile('routes.js', 'app.js')
    actions.renameFile('app.js', 'main.js')
    expect(Object.keys(state().files)).toEqual(['app.js', 'routes.js'])
    actions.renameFile('routes.js', 'pages.js')
    expect(state().files).toEqual({ 'app.js': '// starter', 'pages.js': '// routes' })
    expect(state().activeFile).toBe('pages.js')
    await soon(() => expect([...server.kept.values()][0]?.files['pages.js']).toBe('// routes'))
  })
})

describe('a lab in bad weather', () => {
  it('says that the server is away, keeps what is typed, and brings it when the server is back', async () => {
    server.away = true
    const { state } = open()
    await soon(() => expect(state().connection).toBe('offline'))
    state().actions.edit('app.js', '// typed offline')
    await soon(() => expect(readDraft(shelf, LABEL)).toEqual(draft('// typed offline', false)))
    server.away = false
    await soon(() => expect(serverText()).toEqual(['// typed offline']))
    expect(state().connection).toBe('live')
    await soon(() => expect(readDraft(shelf, LABEL)?.saved).toBe(true))
  })
  it('that was left saves nothing later: a newer draft stays', async () => {
    const { id } = server.add(LABEL, { 'app.js': '// mine' })
    const left = open()
    await soon(() => expect(left.state().workspace?.id).toBe(id))
    server.away = true
    left.state().actions.edit('app.js', '// older')
    await left.state().actions.save()
    left.end()
    const back = open()
    back.state().actions.edit('app.js', '// newer')
    server.away = false
    await soon(() => expect(serverText()).toEqual(['// newer']))
    const asked = server.asked.length
    await new Promise((resolve) => setTimeout(resolve, 1300))
    expect(server.asked.slice(asked).filter((line) => line.startsWith('PUT'))).toEqual([])
    await soon(() => expect(readDraft(shelf, LABEL)).toEqual(draft('// newer', true)))
  })
  it('does not run what the server has when it refused what is typed', async () => {
    const { state } = open()
    await soon(() => expect(state().connection).toBe('live'))
    server.refusal = { code: 'file_too_large', message: 'Too large.' }
    state().actions.edit('app.js', '// too large')
    expect(await state().actions.run()).toBe(null)
    expect(server.asked.some((line) => line.endsWith('/run'))).toBe(false)
    expect(state().refusal?.code).toBe('file_too_large')
  })
  it('makes the workspace again from what was typed when it was deleted elsewhere', async () => {
    const { id } = server.add(LABEL, { 'app.js': '// mine' })
    const { state, stream } = open()
    await soon(() => expect(state().workspace?.id).toBe(id))
    state().actions.edit('app.js', '// newer')
    await state().actions.save()
    server.kept.clear()
    stream.listener?.broken()
    await soon(() => expect(state().workspace?.id).not.toBe(id))
    await soon(() => expect(serverText()).toEqual(['// newer']))
    expect(stream.ends).toBe(1)
    expect(state().trace.events).toEqual([])
  })
  it('makes it again from what is on the screen where this browser keeps no draft', async () => {
    const { id } = server.add(LABEL, { 'app.js': '// mine' })
    shelf.setItem = () => undefined
    const { state, stream } = open()
    await soon(() => expect(state().workspace?.id).toBe(id))
    server.kept.clear()
    stream.listener?.broken()
    await soon(() => expect(serverText()).toEqual(['// mine']))
    expect(state().files).toEqual({ 'app.js': '// mine' })
  })
  it('asks the stream after an answer that was lost, and is live again when that is well', async () => {
    const { state, stream } = open()
    await soon(() => expect(state().connection).toBe('live'))
    server.away = true
    await state().actions.stop()
    expect(stream.again).toBe(1)
    expect(state().connection).toBe('live')
  })
  it('stays with its workspace when only the stream broke', async () => {
    const { id } = server.add(LABEL, { 'app.js': '// mine' })
    const { state, stream } = open()
    await soon(() => expect(state().workspace?.id).toBe(id))
    stream.listener?.broken()
    await soon(() => expect(server.asked.at(-1)).toBe(`GET /api/workspaces/${id}`))
    expect(state().workspace?.id).toBe(id)
    expect(stream.ends).toBe(0)
  })
  it('shows a refusal, does not repeat what was refused, and forgets it after the next success', async () => {
    const { state } = open()
    await soon(() => expect(state().connection).toBe('live'))
    server.refusal = { code: 'bad_file_path', message: 'Not such a path.' }
    state().actions.edit('app.js', '// refused')
    await state().actions.save()
    expect(state().refusal?.code).toBe('bad_file_path')
    expect(state().saving).toBe('unsaved')
    const asked = server.asked.length
    await new Promise((resolve) => setTimeout(resolve, 900))
    expect(server.asked.length).toBe(asked)
    server.refusal = null
    await state().actions.run()
    expect(state().refusal).toBe(null)
    expect(serverText()).toEqual(['// refused'])
  })
})
