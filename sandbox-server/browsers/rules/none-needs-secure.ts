import type { ReceivedRule } from './received'
import { quote, sentence } from './finding'

/** RFC 6265bis 5.7, step 19. */
export const noneNeedsSecure: ReceivedRule = ({ name, sameSite, secure }) =>
  sameSite !== 'none' || secure
    ? null
    : {
        code: 'none-needs-secure',
        rule: 'SameSite=None needs Secure',
        section: 'RFC 6265bis 5.7, step 19',
        sentence: sentence(`${quote(name)} says SameSite=None without Secure, so the browser refuses it.`),
      }
