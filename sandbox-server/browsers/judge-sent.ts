import type { JarCookie, Verdict } from '../../protocol/cookie'
import { outVerdict } from './out-verdict'
import type { RequestContext } from './request-context'
import { credentialsSent } from './rules/credentials-sent'
import { hostIsCovered } from './rules/domain-match'
import { type Finding, quote, sentence, shorten } from './rules/finding'
import { hostOnly } from './rules/host-only'
import { pathCovers } from './rules/path'
import { sameSiteSent } from './rules/same-site-sent'
import { secureNeedsHttps } from './rules/secure'
import type { SentRule } from './rules/sent'

/** The first objection decides. */
const RULES: readonly SentRule[] = [
  hostOnly,
  hostIsCovered,
  pathCovers,
  secureNeedsHttps,
  credentialsSent,
  sameSiteSent,
]

/** Whether one cookie of the jar goes with this request, and why. */
export function judgeSent(cookie: JarCookie, request: RequestContext): Verdict {
  for (const rule of RULES) {
    const finding = rule(cookie, request)
    if (finding) return outVerdict(cookie, 'withheld', finding)
  }
  return outVerdict(cookie, 'sent', goes(cookie, request))
}

function goes(cookie: JarCookie, { url, sameSite, initiator }: RequestContext): Finding {
  const crossing =
    sameSite === 'same-site'
      ? ''
      : cookie.sameSite === 'none'
        ? ' SameSite=None lets it cross sites.'
        : ` It is a ${initiator?.type === 'form' ? 'form' : 'link'} to a page by a safe method, which Lax allows.`
  return {
    code: 'sent',
    rule: 'Host, path and security match',
    section: 'RFC 6265bis 5.8.3',
    sentence: sentence(
      `${quote(cookie.name)} goes along: it belongs to ${cookie.hostOnly ? '' : 'all of '}${cookie.domain}${cookie.path}, which covers ${url.host}${shorten(url.pathname, 80)}.${crossing}`,
    ),
  }
}
