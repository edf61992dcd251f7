import { parse } from 'tough-cookie'
import type { JarCookie } from '../../protocol/cookie'

/** A Set-Cookie line taken apart (RFC 6265bis 5.6); no rule has judged it yet. */
export interface SetCookieLine {
  raw: string
  name: string
  value: string
  /** Lower case, without a leading dot; null when absent or empty. */
  domain: string | null
  /** As given when it starts with a slash; null means the default path. */
  path: string | null
  secure: boolean
  httpOnly: boolean
  sameSite: JarCookie['sameSite']
  /** Seconds; null when absent or not a number. */
  maxAge: number | null
  /** Milliseconds since the epoch; null when absent or not a date. */
  expires: number | null
  /** Names of attributes left out because their value is over 1024 bytes. */
  ignored: readonly string[]
}

const ATTRIBUTE_BYTES = 1024

/** Takes a line apart, whatever it holds. Each character stands for one byte, as Node reads headers. */
export function parseSetCookie(raw: string): SetCookieLine {
  const [pair = '', ...rest] = raw.split(';')
  const equals = pair.indexOf('=')
  const kept = rest.filter((each) => attributeValue(each).length <= ATTRIBUTE_BYTES)
  const attributes = readAttributes(kept)
  return {
    raw,
    name: trim(equals < 0 ? '' : pair.slice(0, equals)),
    value: trim(pair.slice(equals + 1)),
    domain: lastDomain(kept),
    path: attributes?.path ?? null,
    secure: attributes?.secure ?? false,
    httpOnly: attributes?.httpOnly ?? false,
    sameSite: sameSiteOf(attributes?.sameSite),
    maxAge: typeof attributes?.maxAge === 'number' ? attributes.maxAge : minusInfinity(attributes?.maxAge),
    expires: attributes?.expires instanceof Date ? attributes.expires.getTime() : null,
    ignored: rest.filter((each) => !kept.includes(each)).map(attributeName),
  }
}

/** tough-cookie reads the attributes; the pair before them is ours, since it drops what a jar must judge. */
function readAttributes(attributes: readonly string[]) {
  return parse(['n=v', ...attributes].join(';'))
}

/** The last Domain counts, even when it is empty (5.6, 5.7 step 7); tough-cookie would keep an earlier one. */
function lastDomain(attributes: readonly string[]): string | null {
  const last = attributes.findLast((each) => attributeName(each).toLowerCase() === 'domain')
  return last === undefined ? null : attributeValue(last).replace(/^\./, '').toLowerCase() || null
}

function sameSiteOf(value: string | undefined): JarCookie['sameSite'] {
  return value === 'strict' || value === 'lax' || value === 'none' ? value : 'default'
}

/** tough-cookie writes Max-Age=0 and below as '-Infinity'. */
function minusInfinity(value: string | null | undefined): number | null {
  return value === '-Infinity' ? -Infinity : value === 'Infinity' ? Infinity : null
}

const trim = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '')
const attributeName = (attribute: string): string => trim(attribute.split('=', 1)[0] ?? '')
const attributeValue = (attribute: string): string =>
  attribute.includes('=') ? trim(attribute.slice(attribute.indexOf('=') + 1)) : ''
