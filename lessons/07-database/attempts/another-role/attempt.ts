import type { Attempt } from '../../../kit/lesson'

/** The row is changed, to a role the app does not know. */
export const attempt: Attempt = {
  task: 'believed',
  hintSays: /the word must be staff/,
  scenario: [
    { do: 'files', from: 'solution' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { method: 'POST', url: '/login/Alice' } },
    { do: 'edit-record', kind: 'postgres', browser: 'alice', data: { user: { name: 'Alice', role: 'Staff' } } },
    { do: 'request', browser: 'alice', request: { url: '/orders' } },
  ],
}
