import type { HeaderList } from '../../protocol/exchange'
import { serializedOrigin } from './fetch-metadata'
import type { RequestContext } from './request-context'
import { shorten } from './rules/finding'
import type { WireHead } from './wire/wire-message'

/** Fetch standard 4.9, CORS check: why the page may not read this answer; null when it may. */
export function corsNote(head: WireHead, context: RequestContext): string | null {
  if (!context.cors) return null
  const fault = corsFault(head, context)
  if (fault === null) return null
  const cookies = context.credentials ? ' The jar handled its cookies all the same.' : ''
  return `The page at ${serializedOrigin(context)} cannot read this answer: ${fault}.${cookies}`
}

function corsFault(head: WireHead, context: RequestContext): string | null {
  const allowed = headerValue(head, 'access-control-allow-origin')
  const include = context.initiator?.credentials === 'include'
  if (allowed === null) return 'it has no Access-Control-Allow-Origin'
  if (allowed === '*')
    return include ? 'Access-Control-Allow-Origin: * does not count for a fetch with credentials' : null
  if (allowed !== serializedOrigin(context)) return `Access-Control-Allow-Origin says ${shorten(allowed, 80)}`
  if (include && headerValue(head, 'access-control-allow-credentials') !== 'true') {
    return 'it was fetched with credentials, and the answer does not say Access-Control-Allow-Credentials: true'
  }
  return null
}

const SIMPLE_METHODS = new Set(['GET', 'HEAD', 'POST'])
const SIMPLE_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])
const SIMPLE_HEADERS = new Set(['accept', 'accept-language', 'content-language', 'content-type'])
/** Set by the browser or written as an experiment; a page’s script could not set them, so they never cause a preflight. */
const NOT_THE_PAGES =
  /^(host|cookie|origin|referer|user-agent|connection|content-length|expect|te|date|dnt|sec-.*|proxy-.*)$/

/** Headers a page needs leave for, lower case and sorted (Fetch standard, CORS-unsafe request-header names). */
export function unsafeHeaders(written: HeaderList): string[] {
  const names = written
    .filter(([name, value]) => !isSafelisted(name.toLowerCase(), value))
    .map(([name]) => name.toLowerCase())
  return [...new Set(names)].sort()
}

function isSafelisted(name: string, value: string): boolean {
  if (NOT_THE_PAGES.test(name)) return true
  if (!SIMPLE_HEADERS.has(name) || value.length > 128) return false
  return name !== 'content-type' || SIMPLE_TYPES.has((value.split(';')[0] ?? '').trim().toLowerCase())
}

/** Fetch standard 4.5: whether a browser asks first, with OPTIONS. */
export function needsPreflight({ cors, method }: RequestContext, written: HeaderList): boolean {
  return cors && (!SIMPLE_METHODS.has(method) || unsafeHeaders(written).length > 0)
}

/** What the question carries. */
export function preflightHeaders({ method }: RequestContext, written: HeaderList): HeaderList {
  const unsafe = unsafeHeaders(written)
  const asked: HeaderList = [['Access-Control-Request-Method', method]]
  return unsafe.length > 0 ? [...asked, ['Access-Control-Request-Headers', unsafe.join(',')]] : asked
}

/** Fetch standard 4.8: why the answer to a preflight does not allow the request; null when it does. */
export function preflightFault(head: WireHead, context: RequestContext, written: HeaderList): string | null {
  const fault = corsFault(head, context)
  if (fault !== null) return fault
  if (head.status < 200 || head.status > 299) return `its status is ${String(head.status)}`
  const include = context.initiator?.credentials === 'include'
  const allows = (header: string, wanted: string, exact: boolean): boolean => {
    const list = (headerValue(head, header) ?? '').split(',').map((each) => each.trim())
    const same = (each: string): boolean => (exact ? each === wanted : each.toLowerCase() === wanted)
    return list.some((each) => same(each) || (each === '*' && !include && wanted !== 'authorization'))
  }
  if (!SIMPLE_METHODS.has(context.method) && !allows('access-control-allow-methods', context.method, true)) {
    return `Access-Control-Allow-Methods does not name ${context.method}`
  }
  const missing = unsafeHeaders(written).find((name) => !allows('access-control-allow-headers', name, false))
  return missing === undefined ? null : `Access-Control-Allow-Headers does not name ${missing}`
}

/** Several headers of one name count as one, joined by commas. */
function headerValue(head: WireHead, wanted: string): string | null {
  const values = head.headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value)
  return values.length > 0 ? values.join(', ') : null
}
