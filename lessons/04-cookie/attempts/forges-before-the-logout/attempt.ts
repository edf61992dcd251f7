import type { Attempt } from '../../../kit/lesson'

/** The logout deletes the cookie and never looks what is in it. */
export const attempt: Attempt = {
  task: 'forged',
  hintSays: /threw the cookie away unread/,
  outcomes: { forged: null },
  scenario: [
    { do: 'files', from: 'starter' },
    { do: 'run' },
    { do: 'request', browser: 'alice', request: { url: '/login/alice' } },
    { do: 'edit-record', kind: 'cookie', browser: 'alice', data: { role: 'admin' } },
    { do: 'request', browser: 'alice', request: { url: '/logout' } },
  ],
}
