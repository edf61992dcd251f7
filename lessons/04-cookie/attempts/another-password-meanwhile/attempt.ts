import type { Attempt } from '../../../kit/lesson'

/** The password changes after the logout, so the app answers politely and opens nothing. */
export const attempt: Attempt = {
  task: 'sealed-replayed',
  hintSays: /its password has changed/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    {
      do: 'edit',
      file: 'app.js',
      find: 'keep it secret, and make it long',
      replace: 'another secret, and just as long',
    },
    { do: 'run' },
    { do: 'request', browser: 'bob', request: { url: '/', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
