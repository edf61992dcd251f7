import { isAddress } from '../site'
import type { ReceivedRule } from './received'
import type { SentRule } from './sent'
import { quote, sentence, shorten } from './finding'

/** RFC 6265bis 5.1.3: the same name, or a name under it. An address matches only itself. */
export function domainMatches(host: string, domain: string): boolean {
  return host === domain || (domain !== '' && host.endsWith(`.${domain}`) && !isAddress(host))
}

/** RFC 6265bis 5.7, step 10: a host may set cookies for itself and for its parents. */
export const domainCoversHost: ReceivedRule = ({ name, domain }, { url }) =>
  domain === null || domainMatches(url.hostname, domain)
    ? null
    : {
        code: 'domain-mismatch',
        rule: 'Domain covers the host that sets the cookie',
        section: 'RFC 6265bis 5.7, step 10',
        sentence: sentence(
          `${quote(name)} is refused: it came from ${url.hostname} but says Domain=${shorten(domain, 80)}, which does not cover that host.`,
        ),
      }

/** RFC 6265bis 5.8.3, step 1: a cookie with a Domain goes to that host and those under it. */
export const hostIsCovered: SentRule = ({ name, domain, hostOnly }, { url }) =>
  hostOnly || domainMatches(url.hostname, domain)
    ? null
    : {
        code: 'domain-mismatch',
        rule: 'Only to hosts the Domain covers',
        section: 'RFC 6265bis 5.8.3, step 1',
        sentence: sentence(
          `${quote(name)} belongs to ${domain} and the hosts under it, and ${url.hostname} is not one of them.`,
        ),
      }
