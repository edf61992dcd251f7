import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

/** RFC 6265bis 4.1.3.1 and 5.7, step 20: the prefix counts in any letter case. */
export const securePrefix: ReceivedRule = ({ name, secure }) =>
  !/^__secure-/i.test(name) || secure
    ? null
    : {
        code: 'secure-prefix',
        rule: 'A __Secure- name needs Secure',
        section: 'RFC 6265bis 5.7, step 20',
        sentence: sentence(`${quote(name)} begins with __Secure- but is not marked Secure.`),
      }
