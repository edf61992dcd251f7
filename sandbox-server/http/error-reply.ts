import type { ErrorRequestHandler } from 'express'
import { ERRORS, type ErrorCode } from '../../protocol/errors'
import { Refusal } from '../workspaces/refusal'

/** Body-parser's and the router's own complaints, by `type` or status. */
const KNOWN: Record<string, ErrorCode> = {
  'entity.parse.failed': 'bad_json',
  'entity.too.large': 'body_too_large',
  'encoding.unsupported': 'json_only',
  'charset.unsupported': 'json_only',
  'request.aborted': 'bad_request',
  'request.size.invalid': 'bad_request',
}

/** The JSON of a refusal. */
export function errorBody(code: ErrorCode, details?: unknown): string {
  const [, message] = ERRORS[code]
  return JSON.stringify({ error: { code, message, ...(details === undefined ? {} : { details }) } })
}

/** Every failure of the control API leaves through here. What we did not foresee is logged and says nothing of our insides. */
export function errorHandler(log: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const refusal = asRefusal(error)
    if (refusal.code === 'internal') log(error)
    if (response.headersSent) {
      response.destroy()
      return
    }
    const [status] = ERRORS[refusal.code]
    response.status(status).type('json').send(errorBody(refusal.code, refusal.details))
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (typeof error !== 'object' || error === null) return new Refusal('internal')
  const type = 'type' in error && typeof error.type === 'string' ? error.type : ''
  const known = KNOWN[type]
  if (known) return new Refusal(known)
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 500
  return new Refusal(status >= 400 && status < 500 ? 'bad_request' : 'internal')
}
