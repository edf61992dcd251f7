import { isPublicSuffix } from '../site'
import type { ReceivedRule } from './received'
import { quote, sentence, shorten } from './finding'

/** RFC 6265bis 5.7, step 9. A host that is itself a public suffix, such as localhost, may name itself. */
export const publicSuffix: ReceivedRule = ({ name, domain }, { url }) =>
  domain === null || domain === url.hostname || !isPublicSuffix(domain)
    ? null
    : {
        code: 'public-suffix',
        rule: 'No cookies for a whole public suffix',
        section: 'RFC 6265bis 5.7, step 9',
        sentence: sentence(
          `${quote(name)} is refused: ${shorten(domain, 80)} is shared by many sites, so a cookie for all of it would reach strangers.`,
        ),
      }
