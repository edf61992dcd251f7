import type { SentRule } from './sent'
import { quote, sentence } from './finding'

/** RFC 6265bis 5.8.3, step 1: a cookie set without Domain goes back to that very host alone. */
export const hostOnly: SentRule = (cookie, { url }) =>
  !cookie.hostOnly || cookie.domain === url.hostname
    ? null
    : {
        code: 'host-only',
        rule: 'Without Domain: only to the host that set it',
        section: 'RFC 6265bis 5.8.3, step 1',
        sentence: sentence(
          `${quote(cookie.name)} was set by ${cookie.domain} without a Domain, so ${url.hostname} does not get it.`,
        ),
      }
