import type { Attempt } from '../../../kit/lesson'

/** The value of session.sig is decoded instead of the data. */
export const attempt: Attempt = {
  task: 'read',
  hintSays: /That is the signature/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'bob', request: { url: '/decode?text={{alice cookie session.sig}}' } },
  ],
}
