import { isSecure } from '../site'
import type { ReceivedRule } from './received'
import type { SentRule } from './sent'
import { quote, sentence } from './finding'

const EXCEPTION = 'Real browsers make an exception for localhost; the lab shows what happens everywhere else.'

const exception = (host: string): string => (/(^|\.)localhost$/.test(host) ? ` ${EXCEPTION}` : '')

/** RFC 6265bis 5.7, step 13. */
export const secureSetOverHttp: ReceivedRule = ({ name, secure }, { url }) =>
  !secure || isSecure(url)
    ? null
    : {
        code: 'secure-over-http',
        rule: 'Secure cookies come only over https',
        section: 'RFC 6265bis 5.7, step 13',
        sentence: sentence(
          `${quote(name)} says Secure, but it came over plain http from ${url.host}, so it is refused.${exception(url.hostname)}`,
        ),
      }

/** RFC 6265bis 5.8.3, step 1. */
export const secureNeedsHttps: SentRule = ({ name, secure }, { url }) =>
  !secure || isSecure(url)
    ? null
    : {
        code: 'secure-needs-https',
        rule: 'Secure cookies go only over https',
        section: 'RFC 6265bis 5.8.3, step 1',
        sentence: sentence(
          `${quote(name)} is marked Secure and this request to ${url.host} goes over plain http.${exception(url.hostname)}`,
        ),
      }
