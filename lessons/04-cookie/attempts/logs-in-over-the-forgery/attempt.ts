import type { Attempt } from '../../../kit/lesson'

/** The address of the login is still in her bar. */
export const attempt: Attempt = {
  task: 'forged',
  hintSays: /logged in anew/,
  outcomes: { forged: null },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'edit-record', kind: 'cookie', browser: 'alice', data: { role: 'admin' } },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
  ],
}
