import { isSecure } from '../site'
import { domainMatches } from './domain-match'
import { cookiePath, pathMatches } from './path'
import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

/** RFC 6265bis 5.7, step 16: plain http cannot overwrite or shadow a Secure cookie. */
export const leaveSecureAlone: ReceivedRule = (cookie, { url, jar }) => {
  if (cookie.secure || isSecure(url)) return null
  const domain = cookie.domain ?? url.hostname
  const path = cookiePath(cookie, url)
  const guarded = jar.find(
    (old) =>
      old.secure &&
      old.name === cookie.name &&
      (domainMatches(old.domain, domain) || domainMatches(domain, old.domain)) &&
      pathMatches(path, old.path),
  )
  if (!guarded) return null
  return {
    code: 'leave-secure-alone',
    rule: 'Plain http cannot replace a Secure cookie',
    section: 'RFC 6265bis 5.7, step 16',
    sentence: sentence(
      `${quote(cookie.name)} is refused: the jar holds a Secure cookie of that name for ${guarded.domain}${guarded.path}, and plain http may not replace or hide it.`,
    ),
  }
}
