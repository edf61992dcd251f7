import type { HeaderList } from '../../protocol/exchange'
import { fetchMetadata } from './fetch-metadata'
import type { RequestContext } from './request-context'
import { isHopByHop } from './wire/hop-by-hop'

export interface Composition {
  /** The browser’s name, as in the control API. */
  browser: string
  context: RequestContext
  /** What the learner wrote; goes before what the browser would say. */
  written: HeaderList
  /** From the jar; null when nothing goes along. */
  cookie: string | null
  /** Bytes of the body; null without one. */
  bodyLength: number | null
  /** A TLS-ending proxy stands in front of the app. */
  proxy: boolean
}

export interface Composed {
  headers: HeaderList
  /** Written headers that were left out. */
  dropped: string[]
}

/** The request’s headers as a browser sends them, and what the proxy in front adds. */
export function composeHeaders(composition: Composition): Composed {
  const { written, cookie, proxy, context, bodyLength } = composition
  const [dropped, kept] = split(written, ([name]) => isHopByHop(name) || isOurs(name, proxy))
  const own: HeaderList = [...browserHeaders(composition), ...bodyHeaders(context, bodyLength)]
  if (cookie !== null) own.push(['Cookie', cookie])
  return {
    headers: [...merge(own, kept), ...(proxy ? proxyHeaders(context, written) : [])],
    dropped: dropped.map(([name]) => name),
  }
}

function browserHeaders({ browser, context }: Composition): HeaderList {
  const accept = context.topLevel ? 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' : '*/*'
  return [
    ['Host', context.url.host],
    ['User-Agent', `Crumbtrail/1 (${browser.charAt(0).toUpperCase()}${browser.slice(1)})`],
    ['Accept', accept],
    ['Accept-Language', 'en'],
    ...fetchMetadata(context),
  ]
}

/** Fetch standard 6.5 and HTML 4.10.21.7: what the body counts as when nobody says. */
function bodyHeaders({ initiator, method }: RequestContext, length: number | null): HeaderList {
  const needsLength = ['POST', 'PUT', 'PATCH'].includes(method)
  if (length === null) return needsLength ? [['Content-Length', '0']] : []
  const type = initiator?.type === 'form' ? 'application/x-www-form-urlencoded' : 'text/plain;charset=UTF-8'
  return [
    ['Content-Type', type],
    ['Content-Length', String(length)],
  ]
}

/** A written header takes the place of the browser’s own; others follow in the order written. */
function merge(own: HeaderList, written: HeaderList): HeaderList {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
  const placed = own.flatMap<[string, string]>((header) => {
    const replacement = written.filter(([name]) => same(name, header[0]))
    return replacement.length > 0 ? replacement : [header]
  })
  return [...placed, ...written.filter(([name]) => !own.some(([each]) => same(name, each)))]
}

/** Computed by the browser, or said by the proxy whatever the browser claims. */
function isOurs(name: string, proxy: boolean): boolean {
  const lower = name.toLowerCase()
  return lower === 'content-length' || (proxy && /^x-forwarded-(proto|host|for)$/.test(lower))
}

const CLIENT_ADDRESS = '127.0.0.1'

function proxyHeaders({ url }: RequestContext, written: HeaderList): HeaderList {
  const before = written.filter(([name]) => name.toLowerCase() === 'x-forwarded-for').map(([, value]) => value)
  return [
    ['X-Forwarded-For', [...before, CLIENT_ADDRESS].join(', ')],
    ['X-Forwarded-Proto', url.protocol.slice(0, -1)],
    ['X-Forwarded-Host', url.host],
  ]
}

function split<T>(items: readonly T[], test: (item: T) => boolean): [yes: T[], no: T[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
