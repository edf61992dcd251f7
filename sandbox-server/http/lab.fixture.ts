import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FakeEngines } from '../workspaces/fake-engines.fixture'
import { FakeRunner } from '../workspaces/fake-runner.fixture'
import { Registry } from '../workspaces/registry'
import { controlApi } from './control-api'
import { gateway } from './gateway'
import { health } from './health'
import { learnerSession } from './learner-session'
import { openapiHandler } from './openapi'
import { frontServer, listen } from './server'
import { storageHandlers } from './storage-handlers'
import { workspaceHandlers } from './workspace-handlers'

export const SITE = 'http://127.0.0.1:3000'

export interface Reply {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json: unknown
}

export interface Lab {
  port: number
  runner: FakeRunner
  engines: FakeEngines
  server: Server
  errors: unknown[]
  close(): Promise<void>
}

/** The whole server in this process, with a fake runner. */
export async function openLab(rate?: { burst: number; perSecond: number }): Promise<Lab> {
  const data = mkdtempSync(join(tmpdir(), 'lab-'))
  const runner = new FakeRunner()
  const errors: unknown[] = []
  const engines = new FakeEngines()
  const registry = new Registry(data, { runner, ...engines.parts })
  const api = controlApi({
    handlers: {
      ...workspaceHandlers(registry),
      ...storageHandlers(registry),
      health: health({
        runner,
        engines: Object.values(engines.drivers).map(({ source }) => source),
        version: '0',
        runtime: join(import.meta.dirname, '../runtime'),
      }),
      openapi: openapiHandler('0'),
    },
    session: learnerSession(data, 'a secret for tests'),
    origins: new Set([SITE]),
    log: (error) => errors.push(error),
    ...(rate ? { rate } : {}),
  })
  const server = frontServer({ api, gateway: gateway(registry), extraHosts: [] })
  const port = await listen(server, 0, '127.0.0.1')
  return {
    port,
    runner,
    engines,
    server,
    errors,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await registry.close()
      await runner.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

export interface Ask {
  headers?: Record<string, string>
  body?: unknown
  raw?: string | Buffer
  host?: string
}

/** One person's view of the lab: keeps the site's cookie. */
export class Person {
  cookie: string | null = null

  constructor(private readonly lab: Lab) {}

  ask(method: string, path: string, { headers = {}, body, raw, host }: Ask = {}): Promise<Reply> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const type = payload === undefined ? {} : { 'Content-Type': 'application/json' }
    const own = this.cookie === null ? {} : { Cookie: this.cookie }
    const length = payload === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(payload)) }
    const to = { Host: host ?? `127.0.0.1:${String(this.lab.port)}` }
    return new Promise((resolve, reject) => {
      const options = {
        port: this.lab.port,
        host: '127.0.0.1',
        method,
        path,
        headers: { ...to, ...type, ...length, ...own, ...headers },
      }
      const request = httpRequest(options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          this.#keep(response.headers['set-cookie'])
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) })
        })
      })
      request.on('error', reject)
      request.end(payload)
    })
  }

  /** Makes a workspace and returns its path under the API. */
  async makeWorkspace(files: Record<string, string> = { 'app.js': 'app' }): Promise<string> {
    const reply = await this.ask('POST', '/api/workspaces', { body: { files } })
    return `/api/workspaces/${z.object({ id: z.string() }).parse(reply.json).id}`
  }

  #keep(lines: string[] | undefined): void {
    const line = lines?.find((each) => each.startsWith('crumbtrail.sid='))
    if (line) this.cookie = line.split(';', 1)[0] ?? null
  }
}

/** The code of a refusal. */
export function codeOf(reply: Reply): string {
  return z.object({ error: z.object({ code: z.string(), message: z.string() }) }).parse(reply.json).error.code
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
