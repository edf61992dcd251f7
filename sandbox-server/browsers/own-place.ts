import type { JarCookie } from '../../protocol/cookie'
import { type RequestContext, requestContext } from './request-context'

/** A typed visit to where a cookie belongs: its own host and path, by a connection that it may take. */
export function ownPlace(
  { domain, path, secure }: Pick<JarCookie, 'domain' | 'path' | 'secure'>,
  https: boolean,
): RequestContext | null {
  const origin = `${secure || https ? 'https' : 'http'}://${domain}`
  if (!URL.canParse(origin)) return null
  const url = new URL(origin)
  url.pathname = path
  return requestContext('GET', url, null)
}
