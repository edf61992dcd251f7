import type { Express, Request, Response } from 'express'
import type { RequestSpec } from '../../equivalence/case.fixture'

export type Options = Record<string, unknown>
export type Session = Record<string, unknown>

/** What client-sessions puts into the session's own object. */
export interface SealedSession extends Session {
  reset(keep?: string[]): void
  destroy(): void
  setDuration(ms: number, ephemeral?: boolean): void
}
export interface IronSession extends Session {
  save(): Promise<void>
  destroy(): void
  updateConfig(options: Options): void
}

/** The modules of the learner's runtime, and what a case may need besides. */
export interface Kit {
  cookieSession(options?: Options): Parameters<Express['use']>[0]
  clientSessions(options?: Options): Parameters<Express['use']>[0]
  getIronSession(...args: unknown[]): Promise<IronSession>
  Keygrip: new (keys: string[], algorithm?: string, encoding?: string) => object
  /** Notes something that must be the same with and without observers. */
  note(text: string): void
}

/** One small app and its requests, once with and once without the observers. */
export interface Case {
  name: string
  make(app: Express, kit: Kit): void
  requests: readonly Step[]
  /** Decisions of each request, in order: `+load decoded`, `-set-cookie unchanged`. */
  decisions?: readonly (readonly string[])[]
}

export interface Step extends RequestSpec {
  path: string
  /** Changes the Cookie header that the browser would send. */
  tamper?: (cookie: string) => string
}

/** A route that answers with text, and tells an error as text too. */
export function route(app: Express, path: string, run: (req: Request, res: Response) => unknown): void {
  app.get(path, async (req, res) => {
    try {
      const said = await run(req, res)
      if (!res.headersSent) res.send(typeof said === 'string' ? said : JSON.stringify(said ?? null))
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      if (!res.headersSent) res.status(500).send(text)
    }
  })
}

/** A property of the request under any name, as requestKey makes one. */
export const at = (req: object, key: string): unknown => Reflect.get(req, key)
