import type { Attempt } from '../../../kit/lesson'

/** Without cookieOptions the cookie is Secure. */
export const attempt: Attempt = {
  task: 'sealed',
  hintSays: /marks it Secure/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
  ],
}
