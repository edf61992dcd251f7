import { z } from 'zod'
import { EngineKind } from '../../protocol/engine'
import { ERRORS, ErrorReply } from '../../protocol/errors'
import { ROUTES, type Route } from '../../protocol/routes'
import type { Handlers } from './handlers'

type Json = Record<string, unknown>

const QueryShape = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
})

/** Answers with the description. */
export function openapiHandler(version: string): Handlers['openapi'] {
  const description = openapi(version)
  return ({ response }) => {
    response.json(description)
    return Promise.resolve(undefined)
  }
}

/** The control API as OpenAPI 3.1, made from the same table as the dispatch. */
function openapi(version: string): Json {
  const paths: Record<string, Json> = {}
  for (const [name, route] of Object.entries(ROUTES)) {
    const path = route.path.replace(/:([a-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Crumbtrail control API',
      version,
      description: 'Runs Express apps and shows their sessions.',
    },
    paths,
    components: { schemas: { Error: schema(ErrorReply, 'output') } },
  }
}

function operation(name: string, route: Route): Json {
  const parameters = [...pathParameters(route), ...queryParameters(route)]
  return {
    operationId: name,
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: json(schema(route.body, 'input')) } } : {}),
    responses: { [String(route.status)]: success(name, route), ...refusals() },
  }
}

function pathParameters(route: Route): Json[] {
  return [...route.path.matchAll(/:([a-z]+)/g)].map(([, name]) => {
    const known = name === 'kind' ? schema(EngineKind, 'input') : { type: 'string' }
    return { name, in: 'path', required: true, schema: known }
  })
}

function queryParameters({ query }: Route): Json[] {
  if (!(query instanceof z.ZodObject)) return []
  const { properties = {}, required = [] } = QueryShape.parse(schema(query, 'input'))
  return Object.entries(properties).map(([name, known]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: known,
  }))
}

function success(name: string, route: Route): Json {
  const description = route.summary
  if (route.reply) return { description, content: json(schema(route.reply, 'output')) }
  if (name === 'trace')
    return { description, content: { 'text/event-stream': { schema: { type: 'string' } }, ...json({}) } }
  return route.status === 204 ? { description } : { description, content: json({ type: 'object' }) }
}

function refusals(): Json {
  const byStatus = new Map<number, string[]>()
  for (const [code, [status]] of Object.entries(ERRORS))
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  const content = json({ $ref: '#/components/schemas/Error' })
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content }]),
  )
}

function schema(type: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return rest
}

function json(inner: Json): Json {
  return { 'application/json': { schema: inner } }
}
