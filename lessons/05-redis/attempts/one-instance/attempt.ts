import type { Attempt } from '../../../kit/lesson'

/** A restart shows that the record stayed, and not that it is shared. */
export const attempt: Attempt = {
  task: 'shared',
  hintSays: /only one instance/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'restart' },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
    { do: 'request', browser: 'alice', request: { url: '/basket' } },
  ],
}
