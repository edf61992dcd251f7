import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import fileStore from 'session-file-store'
import { writeAtomically } from '../workspaces/atomic-write'
import { newLearnerId } from '../workspaces/identifiers'

declare module 'express-session' {
  interface SessionData {
    learner?: string
    /** Day of the last renewal, so that the cookie moves on once a day and not with every click. */
    day?: string
  }
}

const YEAR_MS = 365 * 24 * 3600_000

/** This site's own session: who a learner is. Nothing is stored until a workspace is made. */
export function learnerSession(dataFolder: string, secret: string): RequestHandler {
  const FileStore = fileStore(session)
  const path = join(dataFolder, 'sessions')
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const store = new FileStore({
    path,
    retries: 0,
    reapInterval: 24 * 3600,
    ttl: YEAR_MS / 1000,
    logFn: () => undefined,
  })
  // Touching would write a file with every request; the daily renewal below is enough.
  Object.defineProperty(store, 'touch', { value: undefined })
  return session({
    name: 'crumbtrail.sid',
    secret,
    store,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: false, path: '/', maxAge: YEAR_MS },
  })
}

/** The learner of a request; null for somebody who never made a workspace. */
export function learnerOf(request: Request): string | null {
  const { session: own } = request
  if (own.learner === undefined) return null
  const today = new Date().toISOString().slice(0, 10)
  if (own.day !== today) own.day = today
  return own.learner
}

/** The learner of a request, made now if need be; the session is stored before the answer leaves. */
export function becomeLearner(request: Request): string {
  const known = learnerOf(request)
  if (known !== null) return known
  const learner = newLearnerId()
  request.session.learner = learner
  request.session.day = new Date().toISOString().slice(0, 10)
  return learner
}

/** Made once, kept in the data folder, readable by us alone. */
export async function ownSecret(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'secret')
  if (!existsSync(path)) await writeAtomically(path, randomBytes(32).toString('base64url'))
  return readFileSync(path, 'utf8')
}
