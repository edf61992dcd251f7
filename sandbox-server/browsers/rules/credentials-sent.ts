import type { SentRule } from './sent'
import { quote, sentence } from './finding'

/** Fetch standard 4.6, HTTP-network-or-cache fetch: the Cookie header needs included credentials. */
export const credentialsSent: SentRule = (cookie, { credentials, url, initiator }) =>
  credentials
    ? null
    : {
        code: 'credentials-omitted',
        rule: 'A fetch without credentials sends no cookies',
        section: 'Fetch standard 4.6, HTTP-network-or-cache fetch',
        sentence: sentence(
          initiator?.credentials === 'omit'
            ? `${quote(cookie.name)} stays home: the fetch says credentials: omit.`
            : `${quote(cookie.name)} stays home: ${url.origin} is another origin than the page’s, and the fetch does not say credentials: include.`,
        ),
      }
