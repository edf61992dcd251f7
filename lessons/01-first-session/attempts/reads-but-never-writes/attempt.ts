import type { Attempt } from '../../../kit/lesson'

/** The count is computed from the session and never put back. */
export const attempt: Attempt = {
  task: 'remembers',
  hintSays: /assign to it/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/' } },
    { do: 'request', browser: 'alice', request: { url: '/' } },
  ],
}
