import { isIP } from 'node:net'
import { getDomain, getPublicSuffix } from 'tldts'

const OPTIONS = { allowPrivateDomains: true, extractHostname: false, validateHostname: false } as const

/** A host name that is an address, with or without the brackets of IPv6. */
export function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0
}

/** The part of a host name somebody can register: `shop.example` of `www.shop.example`. An address, or a bare suffix such as `localhost`, is its own. */
export function registrableDomain(host: string): string {
  return isAddress(host) ? host : (getDomain(host, OPTIONS) ?? host)
}

/** Whether many people share this name, as `com`, `co.uk`, `github.io` and `localhost` (publicsuffix.org, default rule included). */
export function isPublicSuffix(domain: string): boolean {
  return !isAddress(domain) && getPublicSuffix(domain, OPTIONS) === domain
}

/** An origin as a URL; null for `null` and anything else that is not an http(s) origin. */
export function parseOrigin(origin: string): URL | null {
  const url = URL.canParse(origin) ? new URL(origin) : null
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : null
}

/** HTML standard, “schemefully same site”: same scheme and same registrable domain. Ports do not count. */
export function isSameSite(a: URL | null, b: URL | null): boolean {
  if (!a || !b || a.protocol !== b.protocol) return false
  return registrableDomain(a.hostname) === registrableDomain(b.hostname)
}

/** Whether the connection is secure in the sense of RFC 6265bis; the lab makes no exception for localhost. */
export function isSecure(url: URL): boolean {
  return url.protocol === 'https:'
}

const RESERVED = /(^|\.)(localhost|test|example|invalid|example\.(com|net|org))$/

/** Host names that can never be somebody’s real site (RFC 2606, RFC 6761), and loopback addresses. */
export function isReservedHost(host: string): boolean {
  return RESERVED.test(host) || /^127\./.test(host) || host === '[::1]'
}
