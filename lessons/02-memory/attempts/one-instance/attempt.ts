import type { Attempt } from '../../../kit/lesson'

/** All requests meet one process. */
export const attempt: Attempt = {
  task: 'instances',
  hintSays: /only one instance/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
  ],
}
