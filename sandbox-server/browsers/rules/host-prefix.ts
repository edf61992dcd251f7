import type { SetCookieLine } from '../set-cookie-line'
import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

/** RFC 6265bis 4.1.3.2 and 5.7, step 21: the prefix counts in any letter case. */
export const hostPrefix: ReceivedRule = (cookie) => {
  const fault = /^__host-/i.test(cookie.name) ? missing(cookie) : null
  return fault === null
    ? null
    : {
        code: 'host-prefix',
        rule: 'A __Host- name needs Secure, Path=/ and no Domain',
        section: 'RFC 6265bis 5.7, step 21',
        sentence: sentence(`${quote(cookie.name)} begins with __Host- but ${fault}.`),
      }
}

function missing({ secure, domain, path }: SetCookieLine): string | null {
  if (!secure) return 'is not marked Secure'
  if (domain !== null) return 'has a Domain, which such a cookie may not have'
  return path === '/' ? null : 'does not say Path=/'
}
