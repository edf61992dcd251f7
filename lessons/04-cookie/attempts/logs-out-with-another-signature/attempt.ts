import type { Attempt } from '../../../kit/lesson'

/** The signature of the refused cookie is still beside the old text. */
export const attempt: Attempt = {
  task: 'replayed',
  hintSays: /no fitting signature/,
  outcomes: { replay: null },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
    { do: 'request', browser: 'alice', request: { url: '/note' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    { do: 'request', browser: 'bob', request: { url: '/', headers: [['Cookie', '{{alice sent}}']] } },
  ],
}
