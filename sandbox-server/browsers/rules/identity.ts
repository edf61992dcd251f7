import type { JarCookie } from '../../../protocol/cookie'

export type Identity = Pick<JarCookie, 'name' | 'domain' | 'hostOnly' | 'path'>

/** RFC 6265bis 5.7, step 23: name, domain, host-only flag and path together say which cookie it is. */
export function isSameCookie(a: Identity, b: Identity): boolean {
  return a.name === b.name && a.domain === b.domain && a.hostOnly === b.hostOnly && a.path === b.path
}
