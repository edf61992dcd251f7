import type * as z from 'zod'
import * as api from './api'
import { RunReply, Workspace } from './workspace'

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Express-style path under the control API's root. */
  path: string
  summary: string
  body?: z.ZodType
  /** What may stand behind the question mark. */
  query?: z.ZodType
  status: number
  /** undefined: no body (204) or a stream. */
  reply?: z.ZodType
}

const ws = '/api/workspaces/:id'

/** The control API, whole. Dispatch and OpenAPI are both made from this table. */
export const ROUTES = {
  health: {
    method: 'GET',
    path: '/api/health',
    summary: 'Versions, the runner in use, engines and where each came from',
    status: 200,
    reply: api.HealthReply,
  },
  openapi: { method: 'GET', path: '/api/openapi.json', summary: 'This description', status: 200 },
  listWorkspaces: {
    method: 'GET',
    path: '/api/workspaces',
    summary: 'Your workspaces',
    status: 200,
    reply: api.WorkspacesReply,
  },
  createWorkspace: {
    method: 'POST',
    path: '/api/workspaces',
    summary: 'Make a workspace',
    body: api.CreateWorkspace,
    status: 201,
    reply: Workspace,
  },
  getWorkspace: { method: 'GET', path: ws, summary: 'One workspace', status: 200, reply: Workspace },
  deleteWorkspace: {
    method: 'DELETE',
    path: ws,
    summary: 'Delete a workspace and everything in it',
    status: 204,
  },
  getFiles: {
    method: 'GET',
    path: `${ws}/files`,
    summary: 'The source files',
    status: 200,
    reply: api.FilesReply,
  },
  replaceFiles: {
    method: 'PUT',
    path: `${ws}/files`,
    summary: 'Replace the source files; answered when durable',
    body: api.ReplaceFiles,
    status: 200,
    reply: api.FilesReply,
  },
  run: {
    method: 'POST',
    path: `${ws}/run`,
    summary: 'Start the app, or restart it with the new files',
    status: 200,
    reply: RunReply,
  },
  stop: { method: 'POST', path: `${ws}/stop`, summary: 'End the app politely', status: 200, reply: Workspace },
  crash: {
    method: 'POST',
    path: `${ws}/crash`,
    summary: 'Kill the app’s processes',
    status: 200,
    reply: Workspace,
  },
  restart: {
    method: 'POST',
    path: `${ws}/restart`,
    summary: 'A new process with the same files',
    status: 200,
    reply: RunReply,
  },
  changeSettings: {
    method: 'PUT',
    path: `${ws}/settings`,
    summary: 'Instances, https, store latency',
    body: api.ChangeSettings,
    status: 200,
    reply: Workspace,
  },
  addBrowser: {
    method: 'POST',
    path: `${ws}/browsers`,
    summary: 'Add a browser',
    body: api.AddBrowser,
    status: 201,
    reply: api.BrowsersReply,
  },
  removeBrowser: {
    method: 'DELETE',
    path: `${ws}/browsers/:name`,
    summary: 'Remove a browser and its jar',
    status: 200,
    reply: api.BrowsersReply,
  },
  getCookies: {
    method: 'GET',
    path: `${ws}/browsers/:name/cookies`,
    summary: 'A browser’s jar, HttpOnly included',
    status: 200,
    reply: api.CookiesReply,
  },
  clearCookies: {
    method: 'DELETE',
    path: `${ws}/browsers/:name/cookies`,
    summary: 'Empty a browser’s jar',
    status: 200,
    reply: api.CookiesReply,
  },
  sendRequest: {
    method: 'POST',
    path: `${ws}/browsers/:name/requests`,
    summary: 'Send a request as this browser; a redirect chain in order',
    body: api.SendRequest,
    status: 200,
    reply: api.ExchangesReply,
  },
  getStore: {
    method: 'GET',
    path: `${ws}/store`,
    summary: 'What the stores hold now',
    status: 200,
    reply: api.StoreReply,
  },
  getRecords: {
    method: 'GET',
    path: `${ws}/store/records`,
    summary: 'A page of one store’s records: ?kind=&engine=&offset=&limit=&find=',
    query: api.RecordsQuery,
    status: 200,
    reply: api.RecordsReply,
  },
  editRecord: {
    method: 'PUT',
    path: `${ws}/store`,
    summary: 'Change one record of the real store',
    body: api.EditRecord,
    status: 200,
    reply: api.EditedReply,
  },
  removeRecord: {
    method: 'DELETE',
    path: `${ws}/store`,
    summary: 'Delete one record of the real store',
    body: api.RemoveRecord,
    status: 200,
    reply: api.RemovedReply,
  },
  emptyStores: {
    method: 'POST',
    path: `${ws}/store/empty`,
    summary: 'Delete every record of every store, and the session tables of the database',
    status: 200,
    reply: api.StoreReply,
  },
  getEngines: {
    method: 'GET',
    path: `${ws}/engines`,
    summary: 'The workspace’s engines: Redis, Memcached, PostgreSQL, MongoDB',
    status: 200,
    reply: api.EnginesReply,
  },
  changeEngine: {
    method: 'PUT',
    path: `${ws}/engines/:kind`,
    summary: 'Make an engine slow',
    body: api.ChangeEngine,
    status: 200,
    reply: api.EnginesReply,
  },
  startEngine: {
    method: 'POST',
    path: `${ws}/engines/:kind/start`,
    summary: 'Start an engine that was stopped',
    status: 200,
    reply: api.EnginesReply,
  },
  stopEngine: {
    method: 'POST',
    path: `${ws}/engines/:kind/stop`,
    summary: 'End an engine, as if its machine had died; connections are refused',
    status: 200,
    reply: api.EnginesReply,
  },
  restartEngine: {
    method: 'POST',
    path: `${ws}/engines/:kind/restart`,
    summary: 'End an engine and start it again',
    status: 200,
    reply: api.EnginesReply,
  },
  runQuery: {
    method: 'POST',
    path: `${ws}/engines/postgres/query`,
    summary: 'Ask the workspace’s own database, read-only',
    body: api.RunQuery,
    status: 200,
    reply: api.QueryReply,
  },
  getTableSql: {
    method: 'GET',
    path: `${ws}/engines/postgres/table`,
    summary: 'The SQL that makes the session table, from connect-pg-simple’s table.sql',
    query: api.CreateTable,
    status: 200,
    reply: api.TableSqlReply,
  },
  createTable: {
    method: 'POST',
    path: `${ws}/engines/postgres/table`,
    summary: 'Make the session table, as connect-pg-simple’s table.sql does',
    body: api.CreateTable,
    status: 200,
    reply: api.CreateTableReply,
  },
  advanceClock: {
    method: 'POST',
    path: `${ws}/clock`,
    summary: 'Move the clocks of the app, the jars and the engines ahead',
    body: api.AdvanceClock,
    status: 200,
    reply: api.ClockReply,
  },
  trace: {
    method: 'GET',
    path: `${ws}/trace`,
    summary: 'Events as SSE, resumed by Last-Event-ID; whole with ?format=json',
    status: 200,
  },
} as const satisfies Record<string, Route>
export type RouteName = keyof typeof ROUTES
