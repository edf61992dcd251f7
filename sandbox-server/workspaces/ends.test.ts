import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { Workspace } from '../../protocol/workspace'
import { bundleServer, ServerProcess } from './server-process.fixture'

const name = `ends-${String(process.pid)}`
let bundle = ''
let data = ''
let server: ServerProcess

beforeAll(async () => {
  bundle = await bundleServer(name)
})
afterAll(() => {
  rmSync(join(import.meta.dirname, '../../.build', name), { recursive: true, force: true })
})
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'ends-'))
  server = new ServerProcess(bundle, data)
})
afterEach(async () => {
  await server.end('SIGKILL')
  rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
})

const boxes = (): string[] => readdirSync(join(data, 'boxes')).filter((box) => /^b[0-9a-f]{16}$/.test(box))

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s ends the server soon, with apps that answer and apps that loop, and leaves no box',
  async (signal) => {
    await server.start()
    const apps = [
      `require('http').createServer((q, s) => s.end('x')).listen(3000)`,
      `process.on('SIGTERM', () => {}); require('http').createServer(() => { for (;;); }).listen(3000)`,
    ]
    for (const app of apps) {
      const made = await server.ask('POST', '/api/workspaces', { files: { 'app.js': app } })
      const path = `/api/workspaces/${Workspace.parse(made).id}`
      await server.ask('POST', `${path}/run`, {})
      server.ask('POST', `${path}/browsers/alice/requests`, { url: '/' }).catch(() => undefined)
    }
    expect(boxes().length).toBeGreaterThanOrEqual(2)
    // One that takes too long gives up, with another code.
    expect(await server.end(signal)).toBe(0)
    expect(boxes()).toEqual([])
  },
)

it('boxes that a killed server left are gone when the next one is ready', async () => {
  await server.start()
  const made = await server.ask('POST', '/api/workspaces', {
    files: { 'app.js': `require('http').createServer().listen()` },
  })
  await server.ask('POST', `/api/workspaces/${Workspace.parse(made).id}/run`, {})
  await server.end('SIGKILL')
  const left = boxes()
  expect(left.length).toBeGreaterThan(0)
  await server.start()
  expect(boxes().filter((box) => left.includes(box))).toEqual([])
})
