import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { ROUTES, Route, RouteName } from '../../protocol/routes'

type BodyOf<R> = R extends { body: infer B extends z.ZodType } ? z.output<B> : undefined
type ReplyOf<R> = R extends { reply: infer P extends z.ZodType } ? z.input<P> : undefined

type Reply<R> = ReplyOf<R> | Promise<ReplyOf<R>>

/** A request past the door: parsed, and from a known learner or nobody (null). */
export interface Call<R extends Route> {
  learner: string | null
  params: { id: string; name: string }
  body: BodyOf<R>
  request: Request
  response: Response
}

/** One handler for each route of the table; what it returns is the reply. A handler of a stream answers by itself. */
export type Handlers = {
  [K in RouteName]: (call: Call<(typeof ROUTES)[K]>) => Reply<(typeof ROUTES)[K]>
}
