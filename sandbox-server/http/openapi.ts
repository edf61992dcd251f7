import { z } from 'zod'
import { ERRORS, ErrorReply } from '../../protocol/errors'
import { ROUTES, type Route } from '../../protocol/routes'

type Json = Record<string, unknown>

/** The control API as OpenAPI 3.1, made from the same table as the dispatch. */
export function openapi(version: string): Json {
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
  const parameters = [...route.path.matchAll(/:([a-z]+)/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  return {
    operationId: name,
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: json(schema(route.body, 'input')) } } : {}),
    responses: { [String(route.status)]: success(name, route), ...refusals() },
  }
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
