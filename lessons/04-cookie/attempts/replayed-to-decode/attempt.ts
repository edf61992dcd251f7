import type { Attempt } from '../../../kit/lesson'

/** The old cookie goes along with a request that never opens a session. */
export const attempt: Attempt = {
  task: 'replayed',
  hintSays: /never looks at cookies/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
    {
      do: 'request',
      browser: 'bob',
      request: { url: '/decode?text=e30=', headers: [['Cookie', '{{alice sent}}']] },
    },
  ],
}
