import { LIMITS } from '../../protocol/limits'
import { ExchangeFailure } from './exchange-failure'
import type { RequestContext } from './request-context'
import { shorten } from './rules/finding'
import { isReservedHost, registrableDomain } from './site'
import type { WireHead } from './wire/wire-message'

export interface Redirect {
  url: URL
  method: string
  keepsBody: boolean
  /** Why the browser does not go there after all; null when it does. */
  failure: ExchangeFailure | null
  /** What Location says, when it is no address; url is then the present one. */
  unreadable: string | null
}

const STATUSES = new Set([301, 302, 303, 307, 308])

/** Fetch standard 4.4, HTTP-redirect fetch: where this answer sends the browser; null when it stays. */
export function redirectOf(head: WireHead, context: RequestContext): Redirect | null {
  const location = head.headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
  if (location === undefined || !STATUSES.has(head.status)) return null
  const method = nextMethod(head.status, context.method)
  const url = resolve(location, context.url)
  if (!url) {
    const failure = unreadable(location)
    return { url: context.url, method, keepsBody: false, failure, unreadable: location }
  }
  return {
    url,
    method,
    keepsBody: method === context.method,
    failure: failureOf(url, context),
    unreadable: null,
  }
}

/** 301 and 302 turn POST into GET, 303 turns everything but HEAD into GET, 307 and 308 change nothing. */
function nextMethod(status: number, method: string): string {
  if ((status === 301 || status === 302) && method === 'POST') return 'GET'
  return status === 303 && method !== 'HEAD' ? 'GET' : method
}

/** Location may be relative, and holds raw UTF-8 bytes now and then; the fragment is inherited. */
function resolve(location: string, base: URL): URL | null {
  const text = Buffer.from(location, 'latin1').toString('utf8')
  if (!URL.canParse(text, base)) return null
  const url = new URL(text, base)
  if (url.hash === '') url.hash = base.hash
  return url
}

function failureOf(url: URL, { url: from, chain }: RequestContext): ExchangeFailure | null {
  if (!/^https?:$/.test(url.protocol)) return unreadable(url.href)
  if (chain.length >= LIMITS.redirects) return new ExchangeFailure('too_many_redirects')
  const inLab =
    isReservedHost(url.hostname) || registrableDomain(url.hostname) === registrableDomain(from.hostname)
  if (inLab) return null
  return new ExchangeFailure(
    'left_the_lab',
    `This redirect leads to ${shorten(url.host, 80)}, outside the lab. The lab has no internet.`,
  )
}

const unreadable = (location: string): ExchangeFailure =>
  new ExchangeFailure(
    'bad_url',
    `The redirect leads to “${shorten(location, 80)}”, which a browser cannot open.`,
  )
