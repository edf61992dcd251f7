import type { Attempt } from '../../../kit/lesson'

/** The same data makes the same cookie: after a new login it is Alice’s own again, not an old copy. */
export const attempt: Attempt = {
  task: 'replayed',
  hintSays: /Alice has logged out/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
