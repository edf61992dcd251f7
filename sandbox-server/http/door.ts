import type { RequestHandler } from 'express'
import { Refusal } from '../workspaces/refusal'

/** Headers on every answer of the control API: nothing it says is a page, a script or a frame. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
  })
  next()
}

/**
 * A page elsewhere must not drive the lab. Browsers name the page's origin; a program such as curl names none.
 * `Sec-Fetch-Site` speaks where Origin is silent.
 */
export function ownOriginsOnly(origins: ReadonlySet<string>): RequestHandler {
  return (request, _response, next) => {
    const origin = request.headers.origin
    if (origin !== undefined && !origins.has(origin.toLowerCase())) throw new Refusal('foreign_origin')
    const site = request.headers['sec-fetch-site']
    if (
      origin === undefined &&
      changesState(request.method) &&
      (site === 'cross-site' || site === 'same-site')
    ) {
      throw new Refusal('foreign_origin')
    }
    next()
  }
}

/** A form of another site can send text or form fields, never JSON. */
export const jsonOnly: RequestHandler = (request, _response, next) => {
  if (!changesState(request.method)) {
    next()
    return
  }
  const type = request.headers['content-type']
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  if (type === undefined ? hasBody : !/^application\/json\s*(;|$)/i.test(type)) throw new Refusal('json_only')
  next()
}

function changesState(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
}
