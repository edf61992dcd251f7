import type { z } from 'zod'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import { EngineKind } from '../../protocol/engine'
import { BrowserName } from '../../protocol/exchange'
import { LIMITS } from '../../protocol/limits'
import { ROUTES, type Route, type RouteName } from '../../protocol/routes'
import { WorkspaceId } from '../../protocol/workspace'
import { Refusal } from '../workspaces/refusal'
import { jsonOnly, ownOriginsOnly, securityHeaders } from './door'
import { errorHandler } from './error-reply'
import type { Handlers, Params } from './handlers'
import { learnerOf } from './learner-session'
import { TokenBuckets } from './token-bucket'

export interface ControlApiOptions {
  handlers: Handlers
  session: RequestHandler
  origins: ReadonlySet<string>
  log: (error: unknown) => void
  rate?: { burst: number; perSecond: number }
}

const NAMES: readonly RouteName[] = Object.keys(ROUTES).filter((name): name is RouteName => name in ROUTES)
const COSTLY: ReadonlySet<RouteName> = new Set<RouteName>([
  'run',
  'restart',
  'startEngine',
  'restartEngine',
  'runQuery',
  'createTable',
  'emptyStores',
])

/** The control API as an Express app, dispatched from the table of routes. */
export function controlApi(options: ControlApiOptions): Express {
  const app = express()
  const { burst, perSecond } = options.rate ?? LIMITS.api
  const rate = new TokenBuckets(burst, perSecond)
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.use(securityHeaders, ownOriginsOnly(options.origins), jsonOnly)
  app.use('/api/workspaces', options.session)
  app.use(express.json({ limit: LIMITS.api.bodyBytes, inflate: false }))
  for (const name of NAMES) mount(app, name, options.handlers, rate)
  for (const path of new Set(NAMES.map((name) => ROUTES[name].path))) app.all(path, refuseMethod(path))
  app.use(() => {
    throw new Refusal('not_found')
  })
  app.use(errorHandler(options.log))
  return app
}

function mount(app: Express, name: RouteName, handlers: Handlers, rate: TokenBuckets): void {
  const route: Route = ROUTES[name]
  const handle = handlers[name]
  app[verb(route.method)](route.path, async (request, response) => {
    const learner = route.path.startsWith('/api/workspaces') ? learnerOf(request) : null
    const key = learner ?? request.socket.remoteAddress ?? ''
    if (!rate.take(key, COSTLY.has(name) ? LIMITS.api.runCost : 1)) throw tooMany(response)
    const params = readParams(request)
    const body = readBody(route, request)
    const query = route.query && parsed(route.query, request.query)
    // Body and query were parsed with this very route's schemas: the table ties both together.
    const reply: unknown = await Reflect.apply(handle, undefined, [
      { learner, params, body, query, request, response },
    ])
    if (response.headersSent || response.destroyed) return
    if (reply === undefined) response.status(route.status).end()
    else response.status(route.status).json(reply)
  })
}

function readParams(request: Request): Params {
  const { id, name, kind } = request.params
  if (id !== undefined && !WorkspaceId.safeParse(id).success) throw new Refusal('not_found')
  if (name !== undefined && !BrowserName.safeParse(name).success) throw new Refusal('not_found')
  const engine = EngineKind.safeParse(kind ?? EngineKind.options[0])
  if (!engine.success) throw new Refusal('not_found')
  return {
    id: typeof id === 'string' ? id : '',
    name: typeof name === 'string' ? name : '',
    kind: engine.data,
  }
}

function readBody(route: Route, request: Request): unknown {
  if (!route.body) return undefined
  if (request.body === undefined) throw new Refusal('bad_json')
  return parsed(route.body, request.body)
}

function parsed(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const details = result.error.issues
    .slice(0, 10)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), message }))
  const badPath = result.error.issues.some((issue) => issue.code === 'invalid_key' || issue.path[0] === 'entry')
  throw new Refusal(badPath ? 'bad_file_path' : 'bad_request', details)
}

function refuseMethod(path: string): RequestHandler {
  const allowed = NAMES.filter((name) => ROUTES[name].path === path).map((name) => ROUTES[name].method)
  return (_request, response) => {
    response.set('Allow', allowed.join(', '))
    throw new Refusal('method_not_allowed')
  }
}

function tooMany(response: Response): Refusal {
  response.set('Retry-After', '2')
  return new Refusal('rate_limited')
}

function verb(method: Route['method']): 'get' | 'post' | 'put' | 'delete' {
  switch (method) {
    case 'GET':
      return 'get'
    case 'POST':
      return 'post'
    case 'PUT':
      return 'put'
    case 'DELETE':
      return 'delete'
  }
}
