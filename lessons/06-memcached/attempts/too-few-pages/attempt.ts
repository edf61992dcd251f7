import type { Attempt } from '../../../kit/lesson'

/** Twenty pages fit beside the letter. */
export const attempt: Attempt = {
  task: 'evicted',
  hintSays: /pages fit beside it/,
  outcomes: { full: null },
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'request', browser: 'bob', request: { url: '/busy/20' } },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
