import type { HeaderList } from '../../protocol/exchange'
import type { RequestContext } from './request-context'
import { isSameSite, isSecure } from './site'

/** Origin, Referer and Sec-Fetch-* as a browser sends them for this initiator. */
export function fetchMetadata(context: RequestContext): HeaderList {
  const origin = originHeader(context)
  const referer = refererHeader(context)
  const headers: HeaderList = []
  if (origin !== null) headers.push(['Origin', origin])
  if (referer !== null) headers.push(['Referer', referer])
  return [...headers, ...secFetch(context)]
}

/** Fetch standard 3.2: with every cross-origin fetch, and with every method but GET and HEAD. A typed address has no origin. */
export function originHeader(context: RequestContext): string | null {
  const { initiator, method, cors } = context
  if (initiator === null) return null
  if (!cors && (method === 'GET' || method === 'HEAD')) return null
  return serializedOrigin(context)
}

/** `null` when the origin is opaque, tainted by a redirect between foreign origins, or would leak from https to http. */
export function serializedOrigin({ origin, chain, url, cors }: RequestContext): string {
  if (origin === null) return 'null'
  if (!cors && isSecure(origin) && !isSecure(url)) return 'null'
  const addresses = [...chain, url]
  const tainted = addresses.some((each, at) => {
    const last = addresses[at - 1]
    return last !== undefined && last.origin !== each.origin && last.origin !== origin.origin
  })
  return tainted ? 'null' : origin.origin
}

/** Referrer Policy, strict-origin-when-cross-origin; the page’s path is not known here, so its origin stands for it. */
function refererHeader({ origin, url }: RequestContext): string | null {
  if (origin === null || (isSecure(origin) && !isSecure(url))) return null
  return `${origin.origin}/`
}

/** Fetch Metadata: only to trustworthy addresses, which localhost is. */
function secFetch(context: RequestContext): HeaderList {
  const { url, topLevel } = context
  if (!isSecure(url) && !/(^|\.)localhost$/.test(url.hostname) && !/^127\./.test(url.hostname)) return []
  const headers: HeaderList = [
    ['Sec-Fetch-Site', siteRelation(context)],
    ['Sec-Fetch-Mode', topLevel ? 'navigate' : 'cors'],
    ['Sec-Fetch-Dest', topLevel ? 'document' : 'empty'],
  ]
  return topLevel ? [...headers, ['Sec-Fetch-User', '?1']] : headers
}

/** The most distant relation in the whole redirect chain; `none` for what a person typed. */
function siteRelation({ initiator, origin, chain, url }: RequestContext): string {
  if (initiator === null) return 'none'
  const addresses = [...chain, url]
  if (addresses.every((each) => each.origin === origin?.origin)) return 'same-origin'
  return addresses.every((each) => isSameSite(origin, each)) ? 'same-site' : 'cross-site'
}
