import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CookiesReply, ExchangesReply, FilesReply } from '../../protocol/api'
import { Trace, type TraceEvent } from '../../protocol/trace-event'
import { Workspace } from '../../protocol/workspace'
import { bundleServer, ServerProcess } from './server-process.fixture'

const APP = `
const express = require('express')
const session = require('express-session')
const FileStore = require('session-file-store')(session)
const app = express()
app.use(session({ secret: 'cat', resave: false, saveUninitialized: true, store: new FileStore({ retries: 0, logFn() {} }) }))
app.get('/', (req, res) => {
  req.session.views = (req.session.views || 0) + 1
  res.send('views ' + req.session.views)
})
app.listen(3000)
`

const KILLS = 12
const data = mkdtempSync(join(tmpdir(), 'durable-'))
let server: ServerProcess
let path = ''

beforeAll(async () => {
  server = new ServerProcess(await bundleServer(`durability-${String(process.pid)}`), data)
  await server.start()
  const { id } = Workspace.parse(await server.ask('POST', '/api/workspaces', { files: { 'app.js': APP } }))
  path = `/api/workspaces/${id}`
})

afterAll(async () => {
  await server.end('SIGTERM')
  rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  rmSync(join(import.meta.dirname, '../../.build', `durability-${String(process.pid)}`), {
    recursive: true,
    force: true,
  })
})

const events = async (): Promise<TraceEvent[]> =>
  Trace.parse(await server.ask('GET', `${path}/trace?format=json`)).events
/** The trace when it stands still: an app's last word on a visit may come after the answer, and a look after that. */
async function eventsAfter(visits: number): Promise<TraceEvent[]> {
  const finished = async (): Promise<number> =>
    (await events()).filter(({ type }) => type === 'response.finished').length
  await expect.poll(finished).toBe(visits)
  // A look of our own is on record before it is answered.
  await server.ask('GET', `${path}/store`)
  return events()
}
const visit = async (): Promise<string> => {
  const { exchanges } = ExchangesReply.parse(
    await server.ask('POST', `${path}/browsers/alice/requests`, { url: '/' }),
  )
  return exchanges[0]?.response?.body.text ?? `no answer: ${exchanges[0]?.error?.code ?? ''}`
}
const version = (n: number): string => `${APP}\n// version ${String(n)} ${'x'.repeat(20_000)}`

/** Saves as fast as it can until the server is gone; the last version that was acknowledged. */
async function saveUntilKilled(from: number): Promise<{ acknowledged: number; sent: number }> {
  let sent = from
  let acknowledged = from
  try {
    for (;;) {
      sent += 1
      await server.ask('PUT', `${path}/files`, { files: { 'app.js': version(sent) } })
      acknowledged = sent
    }
  } catch {
    return { acknowledged, sent }
  }
}

describe('kill -9 of the server', () => {
  it(
    `in the middle of saves, ${String(KILLS)} times: what was acknowledged is there, and nothing is half written`,
    { timeout: 400_000 },
    async () => {
      let last = 0
      await server.ask('PUT', `${path}/files`, { files: { 'app.js': version(0) } })
      for (let kill = 0; kill < KILLS; kill += 1) {
        const saving = saveUntilKilled(last)
        await delay(20 + kill * 9)
        await server.end('SIGKILL')
        const { acknowledged, sent } = await saving
        // Nothing runs here, and this one starts quicker.
        await server.start('child-process')
        const { files } = FilesReply.parse(await server.ask('GET', `${path}/files`))
        const found = Number(/version (\d+)/.exec(files['app.js'] ?? '')?.[1])
        expect(files['app.js']).toBe(version(found))
        expect(found).toBeGreaterThanOrEqual(acknowledged)
        expect(found).toBeLessThanOrEqual(sent)
        last = found
      }
      const ids = (await events()).map((event) => event.id)
      expect(ids).toEqual(ids.map((_id, index) => index + 1))
    },
  )

  it('jar, trace, settings and the app’s own files are back; the app starts again on the next request', async () => {
    await server.end('SIGTERM')
    await server.start()
    await server.ask('PUT', `${path}/settings`, { storeLatencyMs: 1 })
    await server.ask('POST', `${path}/run`)
    expect([await visit(), await visit()]).toEqual(['views 1', 'views 2'])
    const before = await eventsAfter(2)
    const jar = CookiesReply.parse(await server.ask('GET', `${path}/browsers/alice/cookies`))
    await server.end('SIGKILL')
    await server.start()
    const after = await events()
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.slice(before.length)).toMatchObject([{ type: 'app.ended', reason: 'server-restart', left: 0 }])
    expect(CookiesReply.parse(await server.ask('GET', `${path}/browsers/alice/cookies`))).toEqual(jar)
    expect(Workspace.parse(await server.ask('GET', path))).toMatchObject({
      state: 'asleep',
      settings: { storeLatencyMs: 1 },
    })
    expect(await visit()).toBe('views 3')
    expect((await events()).filter((event) => event.type === 'run.started').at(-1)).toMatchObject({
      reason: 'wake',
    })
  })

  it('leaves no process and no box behind', async () => {
    await server.ask('POST', `${path}/run`)
    await server.end('SIGKILL')
    // They notice by themselves that their parent is gone.
    await expect.poll(() => processesWith(data)).toEqual([])
    await server.start()
    await server.end('SIGTERM')
    expect(processesWith(data)).toEqual([])
    expect(readdirSync(join(data, 'boxes'))).toEqual([])
    await server.start()
  })
})

/** Command lines that name our data folder. */
function processesWith(text: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line.includes(text) && !line.startsWith('ps '))
}
