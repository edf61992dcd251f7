import { execFileSync } from 'node:child_process'
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { EnginesReply, ExchangesReply, HealthReply, QueryReply, StoreReply } from '../../protocol/api'
import type { EngineKind } from '../../protocol/engine'
import { Trace, type TraceEvent } from '../../protocol/trace-event'
import { RunReply, Workspace } from '../../protocol/workspace'
import { bundleServer, ServerProcess } from './server-process.fixture'

const appWith = (store: string): string => `
const express = require('express')
const session = require('express-session')
const app = express()
app.use(session({ secret: 'cat', resave: false, saveUninitialized: false, cookie: { maxAge: 3600e3 }, store: ${store} }))
app.get('/', (req, res) => {
  req.session.views = (req.session.views || 0) + 1
  res.send('views ' + req.session.views)
})
app.listen(3000)
`
const STORES: Partial<Record<EngineKind, string>> = {
  redis: `(() => { const { createClient } = require('redis'); const client = createClient({ url: process.env.REDIS_URL }); client.on('error', () => {}); client.connect(); const { RedisStore } = require('connect-redis'); return new RedisStore({ client }) })()`,
  memcached: `new (require('connect-memcached')(session))({ hosts: [process.env.MEMCACHED_URL] })`,
  postgres: `new (require('connect-pg-simple')(session))({ conString: process.env.DATABASE_URL, createTableIfMissing: true })`,
}

const name = `engines-${String(process.pid)}`
const data = mkdtempSync(join(tmpdir(), `${name}-`))
let server: ServerProcess
const paths = new Map<EngineKind, string>()

beforeAll(async () => {
  server = new ServerProcess(await bundleServer(name), data)
  await server.start()
  await makeDatabases()
  const { engines } = HealthReply.parse(await server.ask('GET', '/api/health'))
  for (const { engine } of engines) {
    const store = engine && engine.from !== 'none' ? STORES[engine.kind] : undefined
    if (!engine || store === undefined) continue
    const made = await server.ask('POST', '/api/workspaces', { files: { 'app.js': appWith(store) } })
    paths.set(engine.kind, `/api/workspaces/${Workspace.parse(made).id}`)
  }
})
afterAll(async () => {
  await server.end('SIGTERM')
  await nothingRuns()
  rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  rmSync(join(import.meta.dirname, '../../.build', name), { recursive: true, force: true })
})

/** PostgreSQL’s first start makes its files, which takes a slow and busy machine longer than a request may take. */
async function makeDatabases(): Promise<void> {
  const made = await server.ask('POST', '/api/workspaces', { files: { 'app.js': '' } })
  const path = `/api/workspaces/${Workspace.parse(made).id}`
  await server.ask('POST', `${path}/engines/postgres/start`, {})
  await server.ask('DELETE', path)
}

const visit = async (path: string): Promise<string> => {
  const reply = await server.ask('POST', `${path}/browsers/alice/requests`, { url: '/' })
  const exchange = ExchangesReply.parse(reply).exchanges[0]
  return exchange?.response?.body.text ?? `no answer: ${exchange?.error?.code ?? ''}`
}
const events = async (path: string): Promise<TraceEvent[]> =>
  Trace.parse(await server.ask('GET', `${path}/trace?format=json`)).events
const stateOf = async (path: string, kind: EngineKind): Promise<string | undefined> => {
  const { engines } = EnginesReply.parse(await server.ask('GET', `${path}/engines`))
  return engines.find(({ source }) => source.kind === kind)?.state
}

/** Store servers and sandboxes of ours that run: what they were started with names our data folder, or they work in it. */
function processesWith(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n')
  return lines
    .map((line) => /^ *(\d+) (.*)/.exec(line))
    .filter((found) => found?.[2]?.includes(name) || folderOf(found?.[1] ?? '').includes(name))
    .map((found) => found?.[2] ?? '')
    .filter((args) => !args.startsWith('ps ') && !args.includes('server.mjs'))
}

/** PostgreSQL's processes name themselves by what they do. */
function folderOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

/** Those of a killed server notice by themselves that it is gone. A hook waits for it too, where nothing can be polled. */
const nothingRuns = (): Promise<void> =>
  vi.waitFor(() => expect(processesWith()).toEqual([]), { timeout: 60_000, interval: 100 })

describe('real engines', () => {
  it('start on first use; what the app did there is on record, each command with its exchange', async () => {
    for (const [kind, path] of paths) {
      expect(await stateOf(path, kind)).toBe('idle')
      expect(RunReply.parse(await server.ask('POST', `${path}/run`))).toMatchObject({ state: 'ready' })
      expect([kind, await visit(path), await visit(path)]).toEqual([kind, 'views 1', 'views 2'])
      expect(await stateOf(path, kind)).toBe('running')
      const seen = await events(path)
      const commands = seen.filter((event) => event.type === 'engine.command')
      expect(commands.filter(({ exchange }) => exchange === 'x2').length).toBeGreaterThanOrEqual(2)
      const { snapshots } = StoreReply.parse(await server.ask('GET', `${path}/store`))
      expect([kind, snapshots.map(({ total }) => total)]).toEqual([kind, [1]])
      expect(JSON.stringify(seen)).not.toContain(data)
    }
  })

  it('are refused when stopped and are there again when started', async () => {
    const path = paths.get('postgres') ?? ''
    await server.ask('POST', `${path}/engines/postgres/stop`)
    expect(await visit(path)).toContain('ECONNREFUSED 127.0.0.1:5432')
    await server.ask('POST', `${path}/engines/postgres/start`)
    expect(await visit(path)).toBe('views 3')
  })

  it('killed with us leave no process behind, and rows are back; the trace says what became of the rest', async () => {
    await server.end('SIGKILL')
    await delay(500)
    await server.start()
    for (const [kind, path] of paths) {
      expect(await stateOf(path, kind)).toBe('idle')
      const last = (await events(path)).findLast((event) => event.type === 'engine.changed')
      expect(last).toMatchObject({ reason: 'idle', engine: { state: 'idle' } })
    }
    const path = paths.get('postgres') ?? ''
    await server.ask('POST', `${path}/run`)
    // The app is up and has not connected: nobody says that what lies on the disk is gone.
    await server.ask('GET', `${path}/store`)
    const told = (await events(path)).findLast((event) => event.type === 'store.changed')
    expect(told?.snapshot).toMatchObject({ kind: 'postgres', total: 1 })
    expect(await stateOf(path, 'postgres')).toBe('idle')
    // Its first start after kill -9 mends its files, which may take longer than a request may.
    await server.ask('POST', `${path}/engines/postgres/start`, {})
    expect(await visit(path)).toBe('views 4')
    const rows = await server.ask('POST', `${path}/engines/postgres/query`, { sql: 'select sid from session' })
    expect(QueryReply.parse(rows).total).toBe(1)
    await server.end('SIGKILL')
    await server.start()
    await server.end('SIGTERM')
    await nothingRuns()
    await server.start()
  })
})
