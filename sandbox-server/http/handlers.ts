import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { EngineKind } from '../../protocol/engine'
import type { ROUTES, Route, RouteName } from '../../protocol/routes'

type BodyOf<R> = R extends { body: infer B extends z.ZodType } ? z.output<B> : undefined
type QueryOf<R> = R extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined
type ReplyOf<R> = R extends { reply: infer P extends z.ZodType } ? z.input<P> : undefined

type Reply<R> = ReplyOf<R> | Promise<ReplyOf<R>>

/** What stands in a path. Empty, or the first engine, where the route has no such part. */
export interface Params {
  id: string
  name: string
  kind: EngineKind
}

/** A request past the door: parsed, and from a known learner or nobody (null). */
export interface Call<R extends Route> {
  learner: string | null
  params: Params
  body: BodyOf<R>
  query: QueryOf<R>
  request: Request
  response: Response
}

/** One handler for each route of the table; what it returns is the reply. A handler of a stream answers by itself. */
export type Handlers = {
  [K in RouteName]: (call: Call<(typeof ROUTES)[K]>) => Reply<(typeof ROUTES)[K]>
}
