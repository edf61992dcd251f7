import type { Attempt } from '../../../kit/lesson'

/** maxAge is in milliseconds. */
export const attempt: Attempt = {
  task: 'month',
  hintSays: /maxAge is in milliseconds/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/write' } },
    { do: 'request', browser: 'alice', request: { url: '/read' } },
  ],
}
