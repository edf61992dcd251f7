import type { ReceivedRule } from './received'
import { shorten } from './finding'

/** RFC 6265bis 5.7, step 22: without a name, the value would be read as one when it comes back. */
export const namelessPrefix: ReceivedRule = ({ name, value }) =>
  name !== '' || !/^__(secure|host)-/i.test(value)
    ? null
    : {
        code: 'nameless-prefix',
        rule: 'A value cannot pretend to be a prefixed name',
        section: 'RFC 6265bis 5.7, step 22',
        sentence: `The cookie has no name, and its value ${shorten(value, 40)} would look like a protected name when sent back.`,
      }
