import type { Attempt } from '../../../kit/lesson'

/** The browser had refused her cookie for its size, so her signature was gone before the logout. */
export const attempt: Attempt = {
  task: 'replayed',
  hintSays: /no fitting signature any more/,
  outcomes: { replay: null },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
