import type { Attempt } from '../../../kit/lesson'

/** What ended a cookie-session session is left in the code. */
export const attempt: Attempt = {
  task: 'sealed-replayed',
  hintSays: /does not see req\.session = null/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
