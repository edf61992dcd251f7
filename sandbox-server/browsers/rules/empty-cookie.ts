import type { ReceivedRule } from './received'

/** RFC 6265bis 5.7, step 2. */
export const emptyCookie: ReceivedRule = ({ name, value }) =>
  name !== '' || value !== ''
    ? null
    : {
        code: 'empty-cookie',
        rule: 'A cookie needs a name or a value',
        section: 'RFC 6265bis 5.7, step 2',
        sentence: 'This Set-Cookie has neither a name nor a value, so there is nothing to keep.',
      }
