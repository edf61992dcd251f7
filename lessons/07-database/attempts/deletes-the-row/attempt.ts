import type { Attempt } from '../../../kit/lesson'

/** The row is deleted instead of changed. */
export const attempt: Attempt = {
  task: 'believed',
  hintSays: /deleted the row/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/login/Alice' } },
    { do: 'forget', kind: 'postgres', browser: 'alice' },
    { do: 'request', browser: 'alice', request: { url: '/orders' } },
  ],
}
