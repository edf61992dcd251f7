import './without-eval'
import type * as z from 'zod'
import type { CreateTable, EditRecord, RecordsQuery, RemoveRecord, SendRequest } from '@/protocol/api'
import type { EngineKind } from '@/protocol/engine'
import { ErrorReply } from '@/protocol/errors'
import { ROUTES } from '@/protocol/routes'
import type { Files, Settings } from '@/protocol/workspace'
import { Refused, Unreachable } from './failures'

interface Call {
  method: string
  path: string
  body?: unknown
  /** The page is going away: the request must outlive it. */
  keepalive?: boolean
}

type Fetch = typeof fetch

const ENGINE = {
  start: ROUTES.startEngine,
  stop: ROUTES.stopEngine,
  restart: ROUTES.restartEngine,
} as const

/** The control API, one function for each route the screen uses. Throws Refused or Unreachable. */
export function createClient(fetcher: Fetch = (input, init) => fetch(input, init)) {
  const ask = <T>(route: { method: string; path: string; reply: z.ZodType<T> }, call: Partial<Call> = {}) =>
    request(fetcher, { ...call, method: route.method, path: call.path ?? route.path }).then((reply) =>
      parse(route.reply, reply),
    )
  const at = (id: string, route: { path: string }, name = '') => ({
    path: route.path.replace(':id', encodeURIComponent(id)).replace(':name', encodeURIComponent(name)),
  })
  const ofEngine = (id: string, route: { path: string }, kind: EngineKind) => ({
    path: at(id, route).path.replace(':kind', kind),
  })
  return {
    health: () => ask(ROUTES.health),
    list: async () => (await ask(ROUTES.listWorkspaces)).workspaces,
    create: (body: { files: Files; entry: string; label: string }) => ask(ROUTES.createWorkspace, { body }),
    get: (id: string) => ask(ROUTES.getWorkspace, at(id, ROUTES.getWorkspace)),
    files: (id: string) => ask(ROUTES.getFiles, at(id, ROUTES.getFiles)),
    replaceFiles: (id: string, body: { files: Files; entry: string }, keepalive = false) =>
      ask(ROUTES.replaceFiles, { ...at(id, ROUTES.replaceFiles), body, keepalive }),
    run: (id: string) => ask(ROUTES.run, { ...at(id, ROUTES.run), body: {} }),
    stop: (id: string) => ask(ROUTES.stop, { ...at(id, ROUTES.stop), body: {} }),
    crash: (id: string) => ask(ROUTES.crash, { ...at(id, ROUTES.crash), body: {} }),
    restart: (id: string) => ask(ROUTES.restart, { ...at(id, ROUTES.restart), body: {} }),
    changeSettings: (id: string, body: Partial<Settings>) =>
      ask(ROUTES.changeSettings, { ...at(id, ROUTES.changeSettings), body }),
    addBrowser: (id: string, name: string) =>
      ask(ROUTES.addBrowser, { ...at(id, ROUTES.addBrowser), body: { name } }),
    removeBrowser: (id: string, name: string) => ask(ROUTES.removeBrowser, at(id, ROUTES.removeBrowser, name)),
    clearCookies: (id: string, name: string) => ask(ROUTES.clearCookies, at(id, ROUTES.clearCookies, name)),
    send: (id: string, name: string, body: SendRequest) =>
      ask(ROUTES.sendRequest, { ...at(id, ROUTES.sendRequest, name), body }),
    records: (id: string, query: RecordsQuery) =>
      ask(ROUTES.getRecords, withQuery(at(id, ROUTES.getRecords), query)),
    removeRecord: (id: string, body: RemoveRecord) =>
      ask(ROUTES.removeRecord, { ...at(id, ROUTES.removeRecord), body }),
    editRecord: (id: string, body: EditRecord) =>
      ask(ROUTES.editRecord, { ...at(id, ROUTES.editRecord), body }),
    emptyStores: (id: string) => ask(ROUTES.emptyStores, { ...at(id, ROUTES.emptyStores), body: {} }),
    engine: (id: string, kind: EngineKind, action: 'start' | 'stop' | 'restart') =>
      ask(ENGINE[action], { ...ofEngine(id, ENGINE[action], kind), body: {} }),
    slowEngine: (id: string, kind: EngineKind, latencyMs: number) =>
      ask(ROUTES.changeEngine, { ...ofEngine(id, ROUTES.changeEngine, kind), body: { latencyMs } }),
    runQuery: (id: string, sql: string) => ask(ROUTES.runQuery, { ...at(id, ROUTES.runQuery), body: { sql } }),
    tableSql: (id: string, table: CreateTable) =>
      ask(ROUTES.getTableSql, withQuery(at(id, ROUTES.getTableSql), table)),
    createTable: (id: string, body: Partial<CreateTable>) =>
      ask(ROUTES.createTable, { ...at(id, ROUTES.createTable), body }),
    advanceClock: (id: string, advanceMs: number) =>
      ask(ROUTES.advanceClock, { ...at(id, ROUTES.advanceClock), body: { advanceMs } }),
  }
}
export type Client = ReturnType<typeof createClient>

function withQuery({ path }: { path: string }, query: Readonly<Record<string, string | number>>) {
  const words = Object.entries(query).map(([name, value]) => [name, String(value)])
  return { path: `${path}?${new URLSearchParams(words).toString()}` }
}

async function request(fetcher: Fetch, { method, path, body, keepalive = false }: Call): Promise<unknown> {
  const response = await fetcher(path, {
    method,
    keepalive,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new Unreachable(cause)
  })
  const reply: unknown = await response.json().catch((cause: unknown) => {
    throw new Unreachable(cause)
  })
  if (response.ok) return reply
  const refusal = ErrorReply.safeParse(reply)
  if (!refusal.success) throw new Unreachable(refusal.error)
  throw new Refused(refusal.data.error, response.status)
}

function parse<T>(schema: z.ZodType<T>, reply: unknown): T {
  const result = schema.safeParse(reply)
  if (result.success) return result.data
  const error = {
    code: 'bad_reply',
    message: 'The server answered in a way this page does not know. Reload it.',
  }
  throw new Refused(error, 200, result.error)
}
