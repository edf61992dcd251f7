import type { RequestContext } from '../request-context'
import type { SentRule } from './sent'
import { quote, sentence } from './finding'

/** Fetch standard 4.6, HTTP-network-or-cache fetch: the Cookie header needs included credentials. */
export const credentialsSent: SentRule = (cookie, request) =>
  request.credentials
    ? null
    : {
        code: 'credentials-omitted',
        rule: 'A fetch without credentials sends no cookies',
        section: 'Fetch standard 4.6, HTTP-network-or-cache fetch',
        sentence: sentence(`${quote(cookie.name)} stays home: ${why(request)}.`),
      }

function why({ preflight, initiator, url }: RequestContext): string {
  if (preflight) return 'a preflight never carries cookies'
  if (initiator?.credentials === 'omit') return 'the fetch says credentials: omit'
  return `${url.origin} is another origin than the page’s, and the fetch does not say credentials: include`
}
