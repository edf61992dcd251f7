import type { Attempt } from '../../../kit/lesson'

/** Sent twice by a double click, the same thing does not show that two requests met one record. */
export const attempt: Attempt = {
  task: 'keeps',
  hintSays: /same thing/,
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
    { do: 'request', browser: 'alice', request: { url: '/add/tea' } },
  ],
}
