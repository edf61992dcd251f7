import type { Attempt } from '../../../kit/lesson'

/** A hundred pages fit beside the letter. */
export const attempt: Attempt = {
  task: 'evicted',
  hintSays: /pages fit beside it/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'request', browser: 'bob', request: { url: '/busy/100' } },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
