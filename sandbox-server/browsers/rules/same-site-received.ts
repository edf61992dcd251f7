import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

const TOLD = {
  strict: 'says SameSite=Strict',
  lax: 'says SameSite=Lax',
  default: 'has no SameSite, which counts as Lax',
}

/** RFC 6265bis 5.7, step 18: in a cross-site answer only page loads may set SameSite cookies. */
export const sameSiteReceived: ReceivedRule = (cookie, { sameSite, topLevel, url, from }) =>
  cookie.sameSite === 'none' || sameSite === 'same-site' || topLevel
    ? null
    : {
        code: 'same-site-set',
        rule: 'A cross-site fetch cannot set SameSite cookies',
        section: 'RFC 6265bis 5.7, step 18',
        sentence: sentence(
          `${quote(cookie.name)} ${TOLD[cookie.sameSite]}, and ${url.host} answered a fetch from another site, ${from ?? 'an unknown origin'}. So it is refused.`,
        ),
      }
