import type { ReceivedRule } from './received'
import { quote, sentence, shorten } from './finding'

const ASCII = /^[\x20-\x7e]*$/

/** RFC 6265bis 5.7, step 8: names of other scripts must come in their xn-- form. */
export const domainCharacters: ReceivedRule = ({ name, domain }) =>
  domain === null || ASCII.test(domain)
    ? null
    : {
        code: 'domain-characters',
        rule: 'Domain is plain ASCII',
        section: 'RFC 6265bis 5.7, step 8',
        sentence: sentence(
          `${quote(name)} is refused: its Domain ${shorten(domain, 80)} holds characters outside ASCII.`,
        ),
      }
