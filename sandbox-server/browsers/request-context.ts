import type { Initiator } from '../../protocol/exchange'
import { isSameSite, parseOrigin } from './site'

export type SameSiteStatus = 'same-site' | 'cross-site'

/** Everything about one request that decides what cookies and origin headers it carries. */
export interface RequestContext {
  method: string
  url: URL
  /** null: a typed address. */
  initiator: Initiator | null
  /** The initiator’s origin; null when typed or opaque. */
  origin: URL | null
  sameSite: SameSiteStatus
  /** The request asks for a page of its own, not for data. */
  topLevel: boolean
  /** Fetch standard: a fetch that has left its own origin, now or earlier in the redirect chain. */
  cors: boolean
  /** Fetch standard: cookies go out and come in. */
  credentials: boolean
  /** Earlier addresses of this redirect chain. */
  chain: readonly URL[]
  /** The question a browser asks before an unusual cross-origin fetch. */
  preflight: boolean
}

/**
 * RFC 6265bis 5.2 and Fetch standard 4.4: judged anew for each address of a redirect chain.
 * A typed address has no client and is same-site wherever it leads.
 */
export function requestContext(
  method: string,
  url: URL,
  initiator: Initiator | null,
  chain: readonly URL[] = [],
): RequestContext {
  const origin = initiator && parseOrigin(initiator.origin)
  const fetching = initiator?.type === 'fetch'
  const cors = fetching && [...chain, url].some((each) => each.origin !== origin?.origin)
  return {
    method,
    url,
    initiator,
    origin,
    sameSite: initiator === null || isSameSite(origin, url) ? 'same-site' : 'cross-site',
    topLevel: !fetching,
    cors,
    credentials:
      !fetching || initiator.credentials === 'include' || (initiator.credentials === 'same-origin' && !cors),
    chain,
    preflight: false,
  }
}

/** Fetch standard 4.8: asked with OPTIONS, never with credentials. */
export function preflightContext(context: RequestContext): RequestContext {
  return { ...context, method: 'OPTIONS', credentials: false, preflight: true }
}
