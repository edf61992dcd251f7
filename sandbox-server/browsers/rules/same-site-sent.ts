import type { JarCookie } from '../../../protocol/cookie'
import type { RequestContext } from '../request-context'
import type { SentRule } from './sent'
import { quote, sentence } from './finding'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/**
 * RFC 6265bis 5.8.3, step 1: Strict never travels cross-site; Lax, and no SameSite at all, only with a page load by
 * a safe method. Some browsers let a fresh cookie without SameSite go with a cross-site POST (5.6.7.2); the lab does not.
 */
export const sameSiteSent: SentRule = (cookie, request) => {
  if (cookie.sameSite === 'none' || request.sameSite === 'same-site') return null
  const lax = cookie.sameSite !== 'strict'
  if (lax && request.topLevel && SAFE.has(request.method)) return null
  return {
    code: lax ? 'same-site-lax' : 'same-site-strict',
    rule: lax ? 'SameSite=Lax: cross-site only with a page load by GET' : 'SameSite=Strict: never cross-site',
    section: 'RFC 6265bis 5.8.3, step 1',
    sentence: sentence(`${quote(cookie.name)} ${told(cookie)}, and this is ${described(request)}.`),
  }
}

function told(cookie: JarCookie): string {
  if (cookie.sameSite === 'default') return 'has no SameSite, which counts as Lax'
  return cookie.sameSite === 'strict' ? 'is SameSite=Strict' : 'is SameSite=Lax'
}

function described({ initiator, method, origin }: RequestContext): string {
  const from = origin ? ` from ${origin.origin}` : ''
  if (initiator?.type === 'fetch') return `a cross-site fetch${from}`
  return initiator?.type === 'form'
    ? `a cross-site form sent by ${method}${from}`
    : `a cross-site ${method} page load${from}`
}
